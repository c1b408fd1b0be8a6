package org.pinproof.conform;

import static org.pinproof.kernel.mm.KernelStep.AllocPage;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastHeadRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastReadHead;
import static org.pinproof.kernel.mm.KernelStep.FastReadPmd;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;
import static org.pinproof.kernel.mm.KernelStep.FltInstall;
import static org.pinproof.kernel.mm.KernelStep.RelFree;
import static org.pinproof.kernel.mm.KernelStep.RelReadHead;
import static org.pinproof.kernel.mm.KernelStep.RelSub;
import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanClear;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanFlush;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanSet;
import static org.pinproof.kernel.mm.KernelStep.WbPinTest;
import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapFlush;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.SpecConstants;
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

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = Stream.of(
                    FastReadPmd,
                    FastReadPte,
                    FastReadHead,
                    FastReadCount,
                    FastGrab,
                    FastHeadRecheck,
                    FastRecheck,
                    FastUndo,
                    FastRecord,
                    SlowFollow,
                    RelReadHead,
                    RelSub,
                    RelFree,
                    WbMkcleanClear,
                    WbMkcleanFlush,
                    WbMkcleanSet,
                    WbPinTest,
                    ZapClear,
                    ZapFlush,
                    ZapPut,
                    FltInstall,
                    AllocPage)
            .map(KernelStep::name)
            .collect(ImmutableSet.toImmutableSet());

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE, ImmutableSet.of("Threads", "NoThread", "Frames", "Vpns", "Layouts", "W", "BIAS"));

    private GupSpec() {}

    /** {@return the constants of a script: its tasks, frames and layout, at the kernel's real width} */
    public static ImmutableMap<String, Value> constants(GupScript script) {
        GupShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
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

    private static Value range(int size) {
        return Value.set(IntStream.range(0, size).mapToObj(Value::of).toList());
    }

    /** {@return the lines of a cfg that give the specification these constants} */
    static SpecConstants lines(Map<String, Value> constants) {
        return CONSTANTS.lines(constants);
    }
}
