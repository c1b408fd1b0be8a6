package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pinproof.explore.longterm.LongtermScript;
import org.pinproof.explore.longterm.LongtermShape;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/Longterm.tla} as the code sees it: its module, its constants, and which variables the code can show. */
final class LongtermSpec {
    /** The module. */
    static final String MODULE = "Longterm";

    /** The variables that the code's state is projected onto; the others are ghosts, which only the specification knows. */
    static final ImmutableList<String> OBSERVED = ImmutableList.of(
            "cnt", "free", "place", "pte", "pgl", "lru", "batch", "data", "wake", "lease", "pgmap", "pc", "loc", "pins",
            "longs", "gets");

    /** The invariants that every state met on the way is held against, in this order. */
    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK",
            "LongtermPlacement",
            "SecretKept",
            "PinCoherency",
            "DaxBlocksNotReused",
            "NoFalseNegative",
            "UseAfterFree",
            "NoFreeWhileHeld",
            "NoLeak",
            "NoOverflow",
            "RefcountConservation",
            "PteOrMigration",
            "PgmapBalanced");

    private static final Set<KernelStep> SHARED = EnumSet.of(
            KernelStep.SlowFollow,
            KernelStep.DmaStore,
            KernelStep.RelReadHead,
            KernelStep.RelSub,
            KernelStep.RelFree,
            KernelStep.LeaseKill,
            KernelStep.LeaseTimer,
            KernelStep.LeaseTimeout,
            KernelStep.FastGetPgmap,
            KernelStep.FastPutPgmap,
            KernelStep.UnplugKill,
            KernelStep.UnplugWait);

    /** The steps that the code takes: the module's actions. */
    static final ImmutableSet<String> STEPS = steps();

    /** The module's constants. */
    static final ModuleConstants CONSTANTS = new ModuleConstants(
            MODULE,
            ImmutableSet.of(
                    "Threads",
                    "NoThread",
                    "Vpns",
                    "First",
                    "Second",
                    "Batched",
                    "Form",
                    "FastRule",
                    "Drain",
                    "Patient",
                    "Lease",
                    "W",
                    "BIAS"));

    private LongtermSpec() {}

    private static ImmutableSet<String> steps() {
        Set<KernelStep> steps = EnumSet.range(KernelStep.FastReadPmd, KernelStep.FastRecord);
        steps.addAll(SHARED);
        steps.addAll(EnumSet.range(KernelStep.FastPlacementCheck, KernelStep.DaxWake));
        return steps.stream().map(KernelStep::name).collect(ImmutableSet.toImmutableSet());
    }

    /**
     * {@return the lines of a cfg that give the specification these constants}
     *
     * @throws SpecException if a constant is unknown, missing, not of its kind, or has a value that the module has no meaning for
     */
    static SpecConstants lines(Map<String, Value> constants) {
        SpecConstants lines = CONSTANTS.lines(constants);
        form(constants.get("Form"));
        fastRule(constants.get("FastRule"));
        vpns(constants.get("Vpns"));
        flag("Drain", constants.get("Drain"));
        flag("Patient", constants.get("Patient"));
        flag("Lease", constants.get("Lease"));
        for (String name : ImmutableList.of("First", "Second")) {
            ModuleConstants.elements(constants, name).forEach(value -> placement(name, value));
        }
        ModuleConstants.elements(constants, "Batched").forEach(value -> flag("Batched", value));
        return lines;
    }

    /** {@return the constants of a script, at the kernel's real width} */
    static ImmutableMap<String, Value> constants(LongtermScript script) {
        LongtermShape shape = script.shape();
        Placement second = shape.vpns() > 1 ? shape.pages().get(1) : Placement.NORMAL;
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(script.tasks().size()))
                .put("NoThread", Value.of("NoThread"))
                .put("Vpns", Value.of(shape.vpns()))
                .put("First", only(Value.of(shape.pages().get(0).name())))
                .put("Second", only(Value.of(second.name())))
                .put("Batched", only(Value.of(shape.batched())))
                .put("Form", Value.of(shape.soft() ? "soft" : "hard"))
                .put("FastRule", Value.of(shape.fast().text()))
                .put("Drain", Value.of(shape.drains()))
                .put("Patient", Value.of(shape.patient()))
                .put("Lease", Value.of(shape.leases()))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    private static Value only(Value value) {
        return Value.set(ImmutableList.of(value));
    }

    /** {@return the shape that a trace's constants name} */
    static LongtermShape shape(Map<String, Value> constants) {
        ModuleConstants.requireKernelWord(constants);
        ImmutableList.Builder<Placement> pages = ImmutableList.builder();
        pages.add(placement("First", single(constants, "First")));
        if (vpns(constants.get("Vpns")) > 1) {
            pages.add(placement("Second", single(constants, "Second")));
        }
        return shape(constants, pages.build(), flag("Batched", single(constants, "Batched")));
    }

    /** {@return the shape that an initial state of a graph has} */
    static LongtermShape shape(CheckedSpec spec, SpecState initial) {
        ImmutableMap<String, Value> constants =
                ImmutableList.of("Form", "FastRule", "Drain", "Patient", "Lease", "Vpns").stream()
                        .collect(ImmutableMap.toImmutableMap(name -> name, spec::constant));
        ImmutableList.Builder<Placement> pages = ImmutableList.builder();
        for (int vpn = 0; vpn < vpns(constants.get("Vpns")); vpn++) {
            pages.add(placement("First", initial.get("place").at(Value.of(vpn))));
        }
        return shape(
                constants, pages.build(), flag("Batched", initial.get("batch").at(Value.of(0))));
    }

    private static LongtermShape shape(Map<String, Value> constants, ImmutableList<Placement> pages, boolean batched) {
        return new LongtermShape(
                form(constants.get("Form")),
                flag("Drain", constants.get("Drain")),
                flag("Patient", constants.get("Patient")),
                flag("Lease", constants.get("Lease")),
                fastRule(constants.get("FastRule")),
                pages,
                batched && pages.get(0) != Placement.FSDAX);
    }

    private static Value single(Map<String, Value> constants, String name) {
        ImmutableList<Value> elements =
                ModuleConstants.elements(constants, name).asList();
        if (elements.size() != 1) {
            throw wrong(name, "a set of one element, to replay a trace", constants.get(name));
        }
        return elements.get(0);
    }

    private static int vpns(Value value) {
        if (!Value.of(1).equals(value) && !Value.of(2).equals(value)) {
            throw wrong("Vpns", "1 or 2", value);
        }
        return Value.of(1).equals(value) ? 1 : 2;
    }

    private static boolean form(Value value) {
        if (!Value.of("soft").equals(value) && !Value.of("hard").equals(value)) {
            throw wrong("Form", "soft or hard", value);
        }
        return Value.of("soft").equals(value);
    }

    private static FastRule fastRule(Value value) {
        return Arrays.stream(FastRule.values())
                .filter(rule -> Value.of(rule.text()).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong("FastRule", "devmap, cma or all", value));
    }

    private static Placement placement(String constant, Value value) {
        return Arrays.stream(Placement.values())
                .filter(placement -> Value.of(placement.name()).equals(value))
                .findFirst()
                .orElseThrow(() -> wrong(
                        constant,
                        "a set of "
                                + Arrays.stream(Placement.values())
                                        .map(Placement::name)
                                        .collect(Collectors.joining(", ")),
                        value));
    }

    private static boolean flag(String name, Value value) {
        if (!Value.of(true).equals(value) && !Value.of(false).equals(value)) {
            throw wrong(name, name.equals("Batched") ? "a set of TRUE and FALSE" : "TRUE or FALSE", value);
        }
        return Value.of(true).equals(value);
    }

    private static SpecException wrong(String name, String rule, Value found) {
        return new SpecException(
                "constant " + name + " must be " + rule + "; found " + found + "; correct the trace's header");
    }
}
