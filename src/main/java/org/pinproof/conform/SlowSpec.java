package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.pinproof.explore.slow.SlowScript;
import org.pinproof.explore.slow.SlowShape;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/GupSlow.tla} as the code sees it: its module, its constants, and which variables the code can show. */
final class SlowSpec {
    /** The module. */
    static final String MODULE = "GupSlow";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt", "head", "free", "pmd", "pte", "vmaAt", "vma", "mmap", "waits", "killed", "reading", "pc", "loc",
            "pins", "gets");

    /** The invariants that every state met on the way is held against, in this order. */
    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "NoStaleVma",
            "LockedTellsTruth",
            "LockBalanced",
            "NobodySleepsLocked",
            "FirstFaultMayWait",
            "QueuedToSleep",
            "NoFreeWhileHeld",
            "NoLeak",
            "NoFalseNegative",
            "UndoExact",
            "PrefixResult",
            "DeviceWithinPins",
            "LimitKept",
            "RefcountConservation");

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = steps();

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE, ImmutableSet.of("Threads", "Frames", "Vpns", "Vmas", "Layouts", "Era", "W", "BIAS"));

    private SlowSpec() {}

    private static ImmutableSet<String> steps() {
        EnumSet<KernelStep> steps = EnumSet.of(
                KernelStep.SlowFollow,
                KernelStep.RelReadHead,
                KernelStep.RelSub,
                KernelStep.RelFree,
                KernelStep.ZapClear,
                KernelStep.ZapPut,
                KernelStep.IoCoalesce,
                KernelStep.DmaStore);
        steps.addAll(EnumSet.range(KernelStep.SlowCheckArgs, KernelStep.SigKill));
        return steps.stream().map(KernelStep::name).collect(ImmutableSet.toImmutableSet());
    }

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, not of its kind, or has a value that the module has no meaning for
     */
    static SpecConstants lines(Map<String, Value> constants) {
        SpecConstants lines = CONSTANTS.lines(constants);
        era(constants.get("Era"));
        for (Value name : ModuleConstants.elements(constants, "Layouts")) {
            layout(name);
        }
        return lines;
    }

    /** {@return the constants of a script, at the kernel's real width} */
    static ImmutableMap<String, Value> constants(SlowScript script) {
        SlowShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("Frames", range(shape.frames()))
                .put("Vpns", range(shape.vpns()))
                .put("Vmas", range(shape.vmas()))
                .put(
                        "Layouts",
                        Value.set(ImmutableList.of(Value.of(shape.layout().specName()))))
                .put("Era", Value.of(SlowShape.specName(shape.era())))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    private static Value range(int size) {
        return Value.set(IntStream.range(0, size).mapToObj(Value::of).toList());
    }

    /** {@return the shape that a trace's constants name} */
    static SlowShape shape(Map<String, Value> constants) {
        ModuleConstants.requireKernelWord(constants);
        ImmutableList<Value> layouts =
                ModuleConstants.elements(constants, "Layouts").asList();
        if (layouts.size() != 1) {
            throw wrong("Layouts", "a set of one layout, to replay a trace", constants.get("Layouts"));
        }
        return new SlowShape(
                era(constants.get("Era")),
                layout(layouts.get(0)),
                ModuleConstants.size(constants, "Vpns"),
                ModuleConstants.size(constants, "Frames"),
                ModuleConstants.size(constants, "Vmas"));
    }

    /** {@return the shape that an initial state of a graph has} */
    static SlowShape shape(CheckedSpec spec, SpecState initial) {
        return new SlowShape(
                era(spec.constant("Era")),
                layout(initial),
                size(spec, "Vpns"),
                size(spec, "Frames"),
                size(spec, "Vmas"));
    }

    private static int size(CheckedSpec spec, String set) {
        return ((Value.SetOf) spec.constant(set)).elements().size();
    }

    private static Era era(Value value) {
        for (Era era : Era.values()) {
            if (Value.of(SlowShape.specName(era)).equals(value)) {
                return era;
            }
        }
        throw wrong("Era", "\"2015\" or \"2020\"", value);
    }

    private static SlowShape.Layout layout(Value name) {
        SlowShape.Layout layout = name instanceof Value.Str text ? SlowShape.Layout.named(text.value()) : null;
        if (layout == null) {
            throw wrong("Layouts", "a set of anon, absent, uffd, file, hole, mixed, leaf, brim and twice", name);
        }
        return layout;
    }

    /** What tells the layouts apart: the kinds of the areas of the first two vpns, the entries, and the count. */
    private static SlowShape.Layout layout(SpecState initial) {
        if (initial.get("pmd").at(Value.of("k")).equals(Value.of("leaf"))) {
            boolean full = ((Value.Int) initial.get("cnt").at(Value.of(0))).value() > 1;
            return full ? SlowShape.Layout.BRIM : SlowShape.Layout.LEAF;
        }
        String first = kind(initial, 0);
        if (!first.equals("rw")) {
            return first.equals("uffd") ? SlowShape.Layout.UFFD : SlowShape.Layout.FILE;
        }
        boolean mapped = initial.get("pte").at(Value.of(0)).at(Value.of("k")).equals(Value.of("page"));
        if (!mapped) {
            return SlowShape.Layout.ABSENT;
        }
        if (initial.get("cnt").at(Value.of(0)).equals(Value.of(2))) {
            return SlowShape.Layout.TWICE;
        }
        return switch (kind(initial, 1)) {
            case "pfnmap" -> SlowShape.Layout.HOLE;
            case "uffd" -> SlowShape.Layout.MIXED;
            default -> SlowShape.Layout.ANON;
        };
    }

    private static String kind(SpecState initial, int vma) {
        Value kind = initial.get("vma").at(Value.of(vma));
        return kind instanceof Value.Str text ? text.value() : "free";
    }

    private static SpecException wrong(String name, String rule, Value found) {
        return new SpecException(
                "constant " + name + " must be " + rule + "; found " + found + "; correct the trace's header");
    }
}
