package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.pinproof.explore.collapse.CollapseScript;
import org.pinproof.explore.collapse.CollapseShape;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Collapse.tla} as the code sees it: its module, its constants, and which variables the code can show. */
final class CollapseSpec {
    /** The module. */
    static final String MODULE = "Collapse";

    /** The variables that the code's state is projected onto; the other is a ghost, which only the specification knows. */
    static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt", "free", "pte", "pmd", "tbl", "walk", "ptl", "pgl", "queue", "pc", "loc", "pins", "gets");

    /** The invariants that every state met on the way is held against, in this order. */
    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "PageTableLifetime",
            "NoFalseNegativeChecked",
            "PinCoherency",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "UndoExact",
            "RefcountConservation");

    private static final Set<KernelStep> OLDER = EnumSet.of(
            KernelStep.FastReadPmd,
            KernelStep.FastReadPte,
            KernelStep.FastGrab,
            KernelStep.FastRecheck,
            KernelStep.FastUndo,
            KernelStep.FastRecord,
            KernelStep.SlowFollow,
            KernelStep.SlowMigWait,
            KernelStep.RelReadHead,
            KernelStep.RelSub,
            KernelStep.RelFree,
            KernelStep.ZapClear,
            KernelStep.ZapPut,
            KernelStep.AllocPage,
            KernelStep.MigAlloc,
            KernelStep.MigEntry,
            KernelStep.MigFreeze,
            KernelStep.MigRestore,
            KernelStep.MigPutOld,
            KernelStep.MigPutNew);

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = steps();

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE, ImmutableSet.of("Threads", "NoThread", "Vpns", "Layouts", "Form", "Deposits", "W", "BIAS"));

    private CollapseSpec() {}

    private static ImmutableSet<String> steps() {
        Set<KernelStep> steps = EnumSet.range(KernelStep.FastIrqOff, KernelStep.DeferPut);
        steps.addAll(OLDER);
        return steps.stream().map(KernelStep::name).collect(ImmutableSet.toImmutableSet());
    }

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, not of its kind, or has a value that the module has no meaning for
     */
    static SpecConstants lines(Map<String, Value> constants) {
        SpecConstants lines = CONSTANTS.lines(constants);
        vpns(constants.get("Vpns"));
        form(constants.get("Form"));
        deposits(constants.get("Deposits"));
        ModuleConstants.elements(constants, "Layouts").forEach(CollapseSpec::start);
        return lines;
    }

    /** {@return the constants of a script, at the kernel's real width} */
    static ImmutableMap<String, Value> constants(CollapseScript script) {
        CollapseShape shape = script.shape();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Vpns", Value.of(shape.vpns()))
                .put("Layouts", Value.set(ImmutableList.of(Value.of(shape.startName()))))
                .put("Form", Value.of(shape.form().text()))
                .put("Deposits", Value.of(shape.deposits()))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    /** {@return the shape that a trace's constants name} */
    static CollapseShape shape(Map<String, Value> constants) {
        ModuleConstants.requireKernelWord(constants);
        ImmutableList<Value> starts =
                ModuleConstants.elements(constants, "Layouts").asList();
        if (starts.size() != 1) {
            throw wrong("Layouts", "a set of one element, to replay a trace", constants.get("Layouts"));
        }
        return shape(constants, start(starts.get(0)));
    }

    /** {@return the shape that an initial state of a graph has} */
    static CollapseShape shape(CheckedSpec spec, SpecState initial) {
        ImmutableMap<String, Value> constants = ImmutableList.of("Form", "Deposits", "Vpns").stream()
                .collect(ImmutableMap.toImmutableMap(name -> name, spec::constant));
        return shape(constants, start(initial));
    }

    private static HugeRange.Start start(SpecState initial) {
        if (initial.get("pmd").at(Value.of("k")).equals(Value.of("leaf"))) {
            return HugeRange.Start.LEAF;
        }
        return initial.get("tbl").equals(Value.of("shared")) ? HugeRange.Start.SHARED : HugeRange.Start.TABLE;
    }

    private static CollapseShape shape(Map<String, Value> constants, HugeRange.Start start) {
        return new CollapseShape(
                form(constants.get("Form")), start, vpns(constants.get("Vpns")), deposits(constants.get("Deposits")));
    }

    private static int vpns(Value value) {
        if (!Value.of(1).equals(value) && !Value.of(2).equals(value)) {
            throw wrong("Vpns", "1 or 2", value);
        }
        return Value.of(1).equals(value) ? 1 : 2;
    }

    private static CollapseForm form(Value value) {
        return Arrays.stream(CollapseForm.values())
                .filter(form -> Value.of(form.text()).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("Form", "flush, broadcast, recheck, late or sync", value));
    }

    private static HugeRange.Start start(Value value) {
        return Arrays.stream(HugeRange.Start.values())
                .filter(start -> Value.of(CollapseShape.name(start)).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("Layouts", "a set of table, leaf and shared", value));
    }

    private static boolean deposits(Value value) {
        if (!Value.of(true).equals(value) && !Value.of(false).equals(value)) {
            throw wrong("Deposits", "TRUE or FALSE", value);
        }
        return Value.of(true).equals(value);
    }

    private static SpecException wrong(String name, String rule, Value found) {
        return new SpecException(
                "constant " + name + " must be " + rule + "; found " + found + "; correct the trace's header");
    }
}
