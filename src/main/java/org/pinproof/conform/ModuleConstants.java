package org.pinproof.conform;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Value;

/**
 * The constants of a rung's module, as traces carry them: every one has a value, and nothing else has.
 *
 * @param names in the order in which a cfg gives them
 */
record ModuleConstants(String module, ImmutableSet<String> names) {

    /** {@return the set of the names of so many tasks} */
    static Value threads(int tasks) {
        return Value.set(IntStream.range(0, tasks)
                .mapToObj(task -> Value.of(TaskNames.name(task)))
                .toList());
    }

    /** {@return the lines of a cfg that give the specification these constants} */
    SpecConstants lines(Map<String, Value> constants) {
        for (String name : constants.keySet()) {
            if (!names.contains(name)) {
                throw new SpecException("unknown constant " + name + ": module " + module + " has "
                        + String.join(", ", names) + "; correct the name in the trace's header");
            }
        }
        SpecConstants given = SpecConstants.none();
        for (String name : names) {
            Value value = constants.get(name);
            if (value == null) {
                throw new SpecException("constant " + name + " has no value: module " + module + " needs "
                        + String.join(", ", names) + "; add it to the trace's header");
            }
            given = add(given, name, value);
        }
        return given;
    }

    private static SpecConstants add(SpecConstants given, String name, Value value) {
        return switch (name) {
            case "Threads" -> given.withModelValues(name, taskNames(value));
            case "NoThread" -> given.withModelValue(name);
            default -> given.with(name, value);
        };
    }

    private static String[] taskNames(Value threads) {
        if (threads instanceof Value.SetOf set && set.elements().stream().allMatch(TaskNames::isName)) {
            return set.elements().stream().map(v -> ((Value.Str) v).value()).toArray(String[]::new);
        }
        throw new SpecException("constant Threads must be a set of task names t1, t2, …; found " + threads
                + "; correct the trace's header");
    }

    /** Rejects a word other than the code's, which cannot be replayed. */
    static void requireKernelWord(Map<String, Value> constants) {
        require(constants, "W", Integer.SIZE);
        require(constants, "BIAS", Refcount.GUP_PIN_COUNTING_BIAS);
    }

    private static void require(Map<String, Value> constants, String name, long value) {
        if (!Value.of(value).equals(constants.get(name))) {
            throw new SpecException(
                    "constant " + name + " must be " + value + ", as it is in the code, to replay a trace;" + " found "
                            + constants.get(name) + "; hold the trace against the specification instead");
        }
    }

    /** {@return the size of a constant that must be a set} */
    static int size(Map<String, Value> constants, String name) {
        return elements(constants, name).size();
    }

    /** {@return the elements of a constant that must be a set with at least one} */
    static ImmutableSortedSet<Value> elements(Map<String, Value> constants, String name) {
        if (constants.get(name) instanceof Value.SetOf set && !set.elements().isEmpty()) {
            return set.elements();
        }
        throw new SpecException("constant " + name + " must be a set with at least one element; found "
                + constants.get(name) + "; correct the trace's header");
    }
}
