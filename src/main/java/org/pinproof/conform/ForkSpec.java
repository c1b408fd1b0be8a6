package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.explore.fork.ForkShape;
import org.pinproof.explore.fork.ForkShape.Layout;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.PrivateMapping.Area;
import org.pinproof.kernel.fork.PrivateMapping.ReuseRule;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Fork.tla} as the code sees it: its module, its constants, and which variables the code can show. */
final class ForkSpec {
    /** The module. */
    static final String MODULE = "Fork";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt",
            "free",
            "excl",
            "mapc",
            "swp",
            "idx",
            "data",
            "pte",
            "ptl",
            "mmap",
            "seq",
            "hasPinned",
            "born",
            "pc",
            "loc",
            "pins",
            "reads",
            "gets");

    /** The invariants that every state met on the way is held against, in this order: what a program would notice first. */
    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "CowIntegrity",
            "PinCoherency",
            "ForkIsolation",
            "AnonExclusivePinned",
            "RmapExact",
            "UndoExact",
            "NoFalseNegative",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "SeqOdd",
            "RefcountConservation");

    private static final Set<KernelStep> SHARED = EnumSet.of(
            KernelStep.FastReadPte,
            KernelStep.FastGrab,
            KernelStep.FastRecheck,
            KernelStep.FastUndo,
            KernelStep.FastRecord,
            KernelStep.SlowFollow,
            KernelStep.SlowUnlockMmap,
            KernelStep.FltReadPte,
            KernelStep.FltInstall,
            KernelStep.FltDropMmap,
            KernelStep.CpuStore,
            KernelStep.DmaStore,
            KernelStep.MmapWriteLock,
            KernelStep.MmapWriteUnlock,
            KernelStep.ZapClear,
            KernelStep.ZapPut,
            KernelStep.RclPinTest,
            KernelStep.RclUnmap,
            KernelStep.RelSub,
            KernelStep.RelFree);

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = steps();

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE,
            ImmutableSet.of(
                    "Threads", "NoThread", "Frames", "Vpns", "Layouts", "Reuse", "Writable", "Area", "W", "BIAS"));

    private ForkSpec() {}

    private static ImmutableSet<String> steps() {
        Set<KernelStep> steps = EnumSet.range(KernelStep.FastSetHasPinned, KernelStep.MoveRestore);
        steps.addAll(SHARED);
        return steps.stream().map(KernelStep::name).collect(ImmutableSet.toImmutableSet());
    }

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, not of its kind, or has a value that the module has no meaning for
     */
    static SpecConstants lines(Map<String, Value> constants) {
        SpecConstants lines = CONSTANTS.lines(constants);
        ModuleConstants.elements(constants, "Layouts").forEach(value -> oneOf("Layouts", Layout.values(), value));
        oneOf("Reuse", ReuseRule.values(), constants.get("Reuse"));
        oneOf("Area", Area.values(), constants.get("Area"));
        writable(constants.get("Writable"));
        count(constants, "Frames");
        count(constants, "Vpns");
        return lines;
    }

    /** {@return the constants of a script, at the kernel's real width} */
    static ImmutableMap<String, Value> constants(ForkScript script) {
        ForkShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Frames", below(shape.frames()))
                .put("Vpns", below(shape.vpns()))
                .put("Layouts", Value.set(ImmutableList.of(named(shape.layout()))))
                .put("Reuse", named(shape.reuse()))
                .put("Writable", Value.of(shape.writable()))
                .put("Area", named(shape.area()))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    /** {@return the shape that a trace's constants name} */
    static ForkShape shape(Map<String, Value> constants) {
        ModuleConstants.requireKernelWord(constants);
        ImmutableList<Value> layouts =
                ModuleConstants.elements(constants, "Layouts").asList();
        if (layouts.size() != 1) {
            throw wrong("Layouts", "a set of one element, to replay a trace", constants.get("Layouts"));
        }
        return shape(constants, oneOf("Layouts", Layout.values(), layouts.get(0)));
    }

    /** {@return the shape that an initial state of a graph has} */
    static ForkShape shape(CheckedSpec spec, SpecState initial) {
        ImmutableMap<String, Value> constants = ImmutableList.of("Frames", "Vpns", "Reuse", "Writable", "Area").stream()
                .collect(ImmutableMap.toImmutableMap(name -> name, spec::constant));
        return shape(constants, layout(initial));
    }

    private static ForkShape shape(Map<String, Value> constants, Layout layout) {
        return new ForkShape(
                layout,
                writable(constants.get("Writable")),
                oneOf("Area", Area.values(), constants.get("Area")),
                oneOf("Reuse", ReuseRule.values(), constants.get("Reuse")),
                count(constants, "Frames"),
                count(constants, "Vpns"));
    }

    /** No two layouts have the same first entry. */
    private static Layout layout(SpecState initial) {
        Value entry = initial.get("pte").at(Value.of(0)).at(Value.of(0));
        if (entry.at(Value.of("k")).equals(Value.of("none"))) {
            return Layout.NONE;
        }
        if (entry.at(Value.of("p")).equals(Value.of(AnonPages.BEHIND))) {
            return Layout.BEHIND;
        }
        if (entry.at(Value.of("w")).equals(Value.of(true))) {
            return Layout.PRIVATE;
        }
        return entry.at(Value.of("d")).equals(Value.of(true)) ? Layout.SHARED : Layout.READONLY;
    }

    private static Value below(int size) {
        return Value.set(IntStream.range(0, size).mapToObj(Value::of).toList());
    }

    private static Value named(Enum<?> constant) {
        return Value.of(constant.name().toLowerCase(Locale.ROOT));
    }

    private static <E extends Enum<E>> E oneOf(String name, E[] all, Value value) {
        return Arrays.stream(all)
                .filter(one -> named(one).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        name,
                        (name.equals("Layouts") ? "a set of " : "one of ")
                                + Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")),
                        value));
    }

    private static int count(Map<String, Value> constants, String name) {
        int size = ModuleConstants.size(constants, name);
        if (!below(size).equals(constants.get(name))) {
            throw wrong(name, "the numbers from 0 on", constants.get(name));
        }
        return size;
    }

    private static boolean writable(Value value) {
        if (!Value.of(true).equals(value) && !Value.of(false).equals(value)) {
            throw wrong("Writable", "TRUE or FALSE", value);
        }
        return Value.of(true).equals(value);
    }

    private static SpecException wrong(String name, String rule, Value found) {
        return new SpecException(
                "constant " + name + " must be " + rule + "; found " + found + "; correct the trace's header");
    }
}
