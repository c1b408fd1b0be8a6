package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.explore.writeback.WritebackShape;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Writeback.tla} as the code sees it: its module, its constants, and which variables the code can show. */
final class WritebackSpec {
    /** The module. */
    static final String MODULE = "Writeback";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt",
            "free",
            "mapping",
            "pte",
            "tlb",
            "ptl",
            "pgl",
            "dirty",
            "wb",
            "buffers",
            "data",
            "disk",
            "dma",
            "lease",
            "mnseq",
            "mnactive",
            "pc",
            "loc",
            "pins",
            "longs",
            "gets");

    /** The invariants that every state met on the way is held against, in this order: the loss of data first. */
    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "NoLostDmaWrite",
            "NoLostCpuWrite",
            "NoFalseNegative",
            "NoFalseNegativeChecked",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "NoOverflow",
            "RefcountConservation",
            "LongtermPlacement",
            "StablePages",
            "BuffersWhenDirty",
            "DirtyNotified",
            "SyncContract");

    /** The steps that the code takes: the module's actions. Here nobody else is given the frame. */
    static final ImmutableSet<String> STEPS = EnumSet.range(KernelStep.FastReadPmd, KernelStep.RclKeep).stream()
            .filter(step -> step != KernelStep.AllocPage)
            .map(KernelStep::name)
            .collect(ImmutableSet.toImmutableSet());

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE, ImmutableSet.of("Threads", "NoThread", "Policy", "Stable", "Notifier", "Layouts", "W", "BIAS"));

    private WritebackSpec() {}

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, not of its kind, or has a value that the module has no meaning for
     */
    static SpecConstants lines(Map<String, Value> constants) {
        SpecConstants lines = CONSTANTS.lines(constants);
        policy(constants.get("Policy"));
        flag("Stable", constants.get("Stable"));
        flag("Notifier", constants.get("Notifier"));
        for (Value name : ModuleConstants.elements(constants, "Layouts")) {
            if (Arrays.stream(WritebackShape.Layout.values()).noneMatch(layout -> is(layout, name))) {
                throw wrong("Layouts", "a set of dirty, clean, cached and lazyfree", constants.get("Layouts"));
            }
        }
        return lines;
    }

    private static boolean is(WritebackShape.Layout layout, Value name) {
        return name.equals(Value.of(layout.specName()));
    }

    /** {@return the invariants that say anything of this shape} */
    static ImmutableList<String> claims(WritebackShape shape) {
        return INVARIANTS.stream()
                .filter(invariant -> switch (invariant) {
                    case "LongtermPlacement" -> shape.policy() == WbPolicy.DENY;
                    case "NoFalseNegativeChecked" -> shape.policy().asks();
                    case "StablePages" -> shape.stable();
                    default -> true;
                })
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the constants of a script, at the kernel's real width} */
    static ImmutableMap<String, Value> constants(WritebackScript script) {
        WritebackShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Policy", Value.of(shape.policy().name()))
                .put("Stable", Value.of(shape.stable()))
                .put("Notifier", Value.of(shape.notifier()))
                .put(
                        "Layouts",
                        Value.set(ImmutableList.of(Value.of(shape.layout().specName()))))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    /** {@return the shape that a trace's constants name} */
    static WritebackShape shape(Map<String, Value> constants) {
        ModuleConstants.requireKernelWord(constants);
        return new WritebackShape(
                policy(constants.get("Policy")),
                flag("Stable", constants.get("Stable")),
                flag("Notifier", constants.get("Notifier")),
                layout(constants));
    }

    /** {@return the shape that an initial state of a graph has} */
    static WritebackShape shape(CheckedSpec spec, SpecState initial) {
        return new WritebackShape(
                policy(spec.constant("Policy")),
                flag("Stable", spec.constant("Stable")),
                flag("Notifier", spec.constant("Notifier")),
                layout(initial));
    }

    private static WbPolicy policy(Value value) {
        return Arrays.stream(WbPolicy.values())
                .filter(policy -> Value.of(policy.name()).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("Policy", "one of " + ImmutableList.copyOf(WbPolicy.values()), value));
    }

    private static boolean flag(String name, Value value) {
        if (!Value.of(true).equals(value) && !Value.of(false).equals(value)) {
            throw wrong(name, "TRUE or FALSE", value);
        }
        return Value.of(true).equals(value);
    }

    private static WritebackShape.Layout layout(Map<String, Value> constants) {
        ImmutableList<Value> layouts =
                ModuleConstants.elements(constants, "Layouts").asList();
        return Arrays.stream(WritebackShape.Layout.values())
                .filter(layout -> layouts.size() == 1 && is(layout, layouts.get(0)))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "Layouts",
                        "a set of one layout, dirty, clean, cached or lazyfree, to replay a trace",
                        constants.get("Layouts")));
    }

    private static WritebackShape.Layout layout(SpecState initial) {
        if (initial.get("mapping").equals(Value.of("anon"))) {
            return WritebackShape.Layout.LAZYFREE;
        }
        if (initial.get("pte").equals(Value.of("none"))) {
            return WritebackShape.Layout.CACHED;
        }
        return initial.get("dirty").equals(Value.of(true)) ? WritebackShape.Layout.DIRTY : WritebackShape.Layout.CLEAN;
    }

    private static SpecException wrong(String name, String rule, Value found) {
        return new SpecException(
                "constant " + name + " must be " + rule + "; found " + found + "; correct the trace's header");
    }
}
