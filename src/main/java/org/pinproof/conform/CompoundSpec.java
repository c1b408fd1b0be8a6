package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.pinproof.explore.compound.CompoundScript;
import org.pinproof.explore.compound.CompoundShape;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.trace.Value;

/** {@code spec/Compound.tla} as the code sees it: its module, its constants, and which variables the code can show. */
public final class CompoundSpec {
    /** The module. */
    public static final String MODULE = "Compound";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    public static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt", "pinc", "head", "order", "free", "zero", "pmd", "pte", "ptl", "plk", "acq", "rel", "pc", "loc",
            "pins", "gets");

    /** The invariants that every state met on the way is held against, in this order. */
    public static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "NoFalseNegativeChecked",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "NoFalseNegative",
            "TailCountZero",
            "HeadKept",
            "UndoExact",
            "PrefixResult",
            "CountersBounded",
            "CountersEqualAtRest",
            "RefcountConservation",
            "NoOverflow");

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = EnumSet.of(
                    KernelStep.FastReadPmd,
                    KernelStep.FastReadPte,
                    KernelStep.FastReadHead,
                    KernelStep.FastReadCount,
                    KernelStep.FastGrab,
                    KernelStep.FastHeadRecheck,
                    KernelStep.FastReadOrder,
                    KernelStep.FastPinSecond,
                    KernelStep.FastFence,
                    KernelStep.FastStat,
                    KernelStep.FastRecheck,
                    KernelStep.FastUndoGet,
                    KernelStep.FastUndoSub,
                    KernelStep.FastUndo,
                    KernelStep.FastRecord,
                    KernelStep.SlowFollow,
                    KernelStep.SlowMigrWait,
                    KernelStep.RelReadHead,
                    KernelStep.RelReadOrder,
                    KernelStep.RelStat,
                    KernelStep.RelPincount,
                    KernelStep.RelSub,
                    KernelStep.RelFree,
                    KernelStep.SplitLock,
                    KernelStep.SplitUnmap,
                    KernelStep.SplitFreeze,
                    KernelStep.SplitTails,
                    KernelStep.SplitUnfreeze,
                    KernelStep.SplitRemap,
                    KernelStep.SplitUnlock,
                    KernelStep.SplitPut,
                    KernelStep.WbMkcleanClear,
                    KernelStep.WbMkcleanFlush,
                    KernelStep.WbMkcleanSet,
                    KernelStep.WbPinTest,
                    KernelStep.ZapClear,
                    KernelStep.ZapFlush,
                    KernelStep.ZapPut,
                    KernelStep.FltInstall)
            .stream()
            .map(KernelStep::name)
            .collect(ImmutableSet.toImmutableSet());

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE,
            ImmutableSet.of(
                    "Threads",
                    "NoThread",
                    "Frames",
                    "Vpns",
                    "Layouts",
                    "Era",
                    "Counting",
                    "ZeroExempt",
                    "Mixing",
                    "W",
                    "BIAS"));

    private CompoundSpec() {}

    /** {@return the constants of a script: its tasks, frames, layout and era, at the kernel's real width} */
    public static ImmutableMap<String, Value> constants(CompoundScript script) {
        CompoundShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Frames", range(shape.frames()))
                .put("Vpns", range(shape.vpns()))
                .put(
                        "Layouts",
                        Value.set(ImmutableList.of(Value.of(shape.layout().specName()))))
                .put("Era", Value.of(shape.era().specName()))
                .put("Counting", Value.of(true))
                .put("ZeroExempt", Value.of(isZeroExempt(shape.era())))
                .put("Mixing", Value.of(shape.mixing()))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    /** {@return whether the code of this era knows the zero page} */
    static boolean isZeroExempt(CompoundShape.Era era) {
        return era == CompoundShape.Era.FOLIO;
    }

    private static Value range(int size) {
        return Value.set(IntStream.range(0, size).mapToObj(Value::of).toList());
    }

    /** {@return the lines of a cfg that give the specification these constants} */
    static SpecConstants lines(Map<String, Value> constants) {
        return CONSTANTS.lines(constants);
    }
}
