package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.trace.Value;

/** {@code spec/GupFast.tla} as the code sees it: its module, its constants, and which variables the code can show. */
public final class GupSpec {
    /** The module. */
    public static final String MODULE = "GupFast";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    public static final ImmutableList<String> OBSERVED =
            ImmutableList.of("cnt", "head", "free", "pmd", "pte", "ptl", "pc", "loc", "pins", "gets");

    /** The invariants that every state met on the way is held against, in this order. */
    public static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "NoFalseNegativeChecked",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "NoFalseNegative",
            "UndoExact",
            "PrefixResult",
            "RefcountConservation",
            "NoOverflow");

    private static final ImmutableSet<String> CONSTANTS =
            ImmutableSet.of("Threads", "NoThread", "Frames", "Vpns", "Layouts", "W", "BIAS");

    private GupSpec() {}

    /** {@return the constants of a script: its tasks, frames and layout, at the kernel's real width} */
    public static ImmutableMap<String, Value> constants(GupScript script) {
        GupShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Frames", range(shape.frames()))
                .put("Vpns", range(shape.vpns()))
                .put(
                        "Layouts",
                        Value.set(ImmutableList.of(Value.of(shape.layout().specName()))))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    private static Value threads(int tasks) {
        return Value.set(IntStream.range(0, tasks)
                .mapToObj(task -> Value.of(GupScript.taskName(task)))
                .toList());
    }

    private static Value range(int size) {
        return Value.set(IntStream.range(0, size).mapToObj(Value::of).toList());
    }

    /**
     * Opens the specification with these constants, for stepping.
     *
     * @throws SpecException if a constant is unknown, missing, or not of its kind, or if the specification has other actions
     *     than the code, or lacks a variable that the code shows
     */
    public static CheckedSpec open(Path specDir, Map<String, Value> constants) {
        CheckedSpec spec = SpecSteppers.open(specDir, MODULE, lines(constants), INVARIANTS);
        try {
            requireTheCodes(spec, specDir);
            return spec;
        } catch (SpecException stale) {
            spec.close();
            throw stale;
        }
    }

    /** Rejects a specification with other actions than the code, or without a variable that the code shows. */
    public static void requireTheCodes(CheckedSpec spec, Path specDir) {
        ImmutableList<String> differences = differences(spec);
        if (!differences.isEmpty()) {
            throw new SpecException(
                    "the specification and the code are of different versions: " + spec.module() + " of "
                            + specDir + " " + String.join(", ", differences)
                            + "; take both from the same commit, or name another specification folder");
        }
    }

    private static ImmutableList<String> differences(CheckedSpec spec) {
        Set<String> known = Arrays.stream(KernelStep.values()).map(Enum::name).collect(ImmutableSet.toImmutableSet());
        Set<String> specified = spec.actions().stream().map(ActionCall::name).collect(ImmutableSet.toImmutableSet());
        ImmutableList.Builder<String> differences = ImmutableList.builder();
        Sets.difference(known, specified).forEach(name -> differences.add("lacks the action " + name));
        Sets.difference(specified, known)
                .forEach(name -> differences.add("has the action " + name + ", which the code does not"));
        Sets.difference(ImmutableSet.copyOf(OBSERVED), ImmutableSet.copyOf(spec.variables()))
                .forEach(name -> differences.add("lacks the variable " + name));
        return differences.build();
    }

    /** {@return the lines of a cfg that give the specification these constants} */
    static SpecConstants lines(Map<String, Value> constants) {
        for (String name : constants.keySet()) {
            if (!CONSTANTS.contains(name)) {
                throw new SpecException("unknown constant " + name + ": module " + MODULE + " has "
                        + String.join(", ", CONSTANTS) + "; correct the name in the trace's header");
            }
        }
        SpecConstants given = SpecConstants.none();
        for (String name : CONSTANTS) {
            Value value = constants.get(name);
            if (value == null) {
                throw new SpecException("constant " + name + " has no value: module " + MODULE + " needs "
                        + String.join(", ", CONSTANTS) + "; add it to the trace's header");
            }
            given = add(given, name, value);
        }
        return given;
    }

    private static SpecConstants add(SpecConstants given, String name, Value value) {
        return switch (name) {
            case "Threads" -> given.withModelValues(name, names(value));
            case "NoThread" -> given.withModelValue(name);
            default -> given.with(name, value);
        };
    }

    private static String[] names(Value threads) {
        if (threads instanceof Value.SetOf set && set.elements().stream().allMatch(GupSpec::isTaskName)) {
            return strings(set.elements());
        }
        throw new SpecException("constant Threads must be a set of task names t1, t2, …; found " + threads
                + "; correct the trace's header");
    }

    private static boolean isTaskName(Value value) {
        return value instanceof Value.Str name && name.value().matches("t[1-9]");
    }

    private static String[] strings(Collection<Value> values) {
        return Arrays.copyOf(
                values.stream().map(v -> ((Value.Str) v).value()).toArray(), values.size(), String[].class);
    }
}
