package org.pinproof.tlc;

import com.google.common.collect.ImmutableSortedMap;
import java.util.stream.Collectors;
import org.pinproof.trace.Value;

/**
 * One action of a specification's Next with its parameters bound, as TLC splits it.
 *
 * @param name the operator's name, {@code FastGrab}
 * @param parameters the value of each formal parameter, by name; iterated in alphabetical order
 */
public record ActionCall(String name, ImmutableSortedMap<String, Value> parameters) {
    @Override
    public String toString() {
        return name
                + parameters.entrySet().stream()
                        .map(p -> p.getKey() + "=" + p.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
