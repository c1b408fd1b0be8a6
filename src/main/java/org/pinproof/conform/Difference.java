package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import java.util.SortedMap;
import org.pinproof.trace.Value;

/**
 * One place where two values of a variable differ.
 *
 * @param place the variable with the arguments and fields that lead there: {@code loc["t1"]["h"]}
 * @param expected what the specification has there
 * @param actual what was observed
 */
public record Difference(String place, Value expected, Value actual) {

    /** {@return where these variables differ, as deep as their shapes agree, in the order of the variables' names} */
    public static ImmutableList<Difference> between(Map<String, Value> expected, SortedMap<String, Value> actual) {
        ImmutableList.Builder<Difference> found = ImmutableList.builder();
        actual.forEach((name, value) -> {
            if (expected.containsKey(name)) {
                compare(name, expected.get(name), value, found);
            }
        });
        return found.build();
    }

    private static void compare(String place, Value expected, Value actual, ImmutableList.Builder<Difference> found) {
        if (expected.equals(actual)) {
            return;
        }
        SortedMap<Value, Value> left = expected.graph();
        SortedMap<Value, Value> right = actual.graph();
        if (left.isEmpty() || !left.keySet().equals(right.keySet())) {
            found.add(new Difference(place, expected, actual));
            return;
        }
        left.forEach((argument, value) -> compare(place + "[" + argument + "]", value, right.get(argument), found));
    }
}
