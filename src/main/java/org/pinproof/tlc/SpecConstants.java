package org.pinproof.tlc;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinproof.trace.Value;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;

/**
 * The constants of a specification, as CONSTANT lines of a cfg. A {@link Str} given to {@link #with} is a TLA+ string;
 * model values have methods of their own, so the two never mix by accident.
 *
 * @param lines right-hand sides by name, {@code = 32} or {@code <- MCOrder}, in the order they were given
 */
public record SpecConstants(ImmutableMap<String, String> lines) {

    /** {@return no constants} */
    public static SpecConstants none() {
        return new SpecConstants(ImmutableMap.of());
    }

    /**
     * Adds a constant that is an integer, truth value, string, or a set of these.
     *
     * @throws SpecException for a tuple, record or function, which TLC's cfg syntax cannot express
     */
    public SpecConstants with(String name, Value value) {
        return plus(name, "= " + text(name, value));
    }

    /** Adds a constant that is a model value of its own name, the usual {@code NoThread = NoThread}. */
    public SpecConstants withModelValue(String name) {
        return plus(name, "= " + name);
    }

    /** Adds a constant that is a set of model values. */
    public SpecConstants withModelValues(String name, String... values) {
        return plus(name, Arrays.stream(values).collect(Collectors.joining(", ", "= {", "}")));
    }

    /** Replaces a constant or operator by an operator of the root module, as {@code Recheck <- NoRecheck} does. */
    public SpecConstants withOperator(String name, String operator) {
        return plus(name, "<- " + operator);
    }

    private SpecConstants plus(String name, String line) {
        Map<String, String> more = new LinkedHashMap<>(lines);
        more.put(name, line);
        return new SpecConstants(ImmutableMap.copyOf(more));
    }

    private static String text(String name, Value value) {
        if (value instanceof Int || value instanceof Bool || value instanceof Str) {
            return value.toString();
        }
        if (value instanceof SetOf set) {
            return set.elements().stream().map(e -> text(name, e)).collect(Collectors.joining(", ", "{", "}"));
        }
        throw new SpecException("a cfg can give a constant an integer, truth value, string or set of these; " + name
                + " is " + value + "; define it as an operator of the module and use withOperator");
    }
}
