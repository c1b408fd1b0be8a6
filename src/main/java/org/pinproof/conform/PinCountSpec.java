package org.pinproof.conform;

import static org.pinproof.kernel.mm.KernelStep.AllocPage;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;
import static org.pinproof.kernel.mm.KernelStep.FltInstall;
import static org.pinproof.kernel.mm.KernelStep.RelFree;
import static org.pinproof.kernel.mm.KernelStep.RelSub;
import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.WbPinTest;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.pinproof.explore.count.CallSize;
import org.pinproof.explore.count.CountMutant;
import org.pinproof.explore.count.CountProgram;
import org.pinproof.explore.count.CountScript;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Value;

/** {@code spec/PinCount.tla} as the code sees it: its module, its constants, and what the code can show. */
final class PinCountSpec {
    static final String MODULE = "PinCount";

    static final ImmutableList<String> OBSERVED = ImmutableList.of("cnt", "free", "maps", "pc", "loc", "pins", "gets");

    static final ImmutableList<String> INVARIANTS = ImmutableList.of(
            "TypeOK", "NoFreeWhileHeld", "NoLeak", "NoFalseNegative", "NoOverflow", "RefcountConservation");

    static final ImmutableSet<String> STEPS = EnumSet.of(
                    FastReadCount,
                    FastGrab,
                    FastRecord,
                    FastUndo,
                    SlowFollow,
                    RelSub,
                    RelFree,
                    ZapPut,
                    AllocPage,
                    FltInstall,
                    WbPinTest)
            .stream()
            .map(KernelStep::name)
            .collect(ImmutableSet.toImmutableSet());

    private static final ModuleConstants CONSTANTS =
            new ModuleConstants(MODULE, ImmutableSet.of("Threads", "Pages", "Sizes", "InitMaps", "W", "BIAS"));

    /** Past this many biases the specification's assumption about racers does not hold: half the word. */
    private static final int SLACK = 1 << (Integer.SIZE - 1 - 10);

    private PinCountSpec() {}

    /** {@return the constants of a script, with every size that so many tasks may use at once} */
    static ImmutableMap<String, Value> constants(CountScript script) {
        int tasks = script.tasks().size();
        return ImmutableMap.<String, Value>builder()
                .put("Threads", ModuleConstants.threads(tasks))
                .put(
                        "Pages",
                        Value.set(IntStream.range(0, script.maps().size())
                                .mapToObj(Value::of)
                                .toList()))
                .put(
                        "Sizes",
                        Value.set(Arrays.stream(CallSize.values())
                                .filter(size -> (long) size.pages() * tasks <= SLACK)
                                .map(size -> Value.of(size.pages()))
                                .toList()))
                .put(
                        "InitMaps",
                        Value.set(
                                script.maps().stream().distinct().map(Value::of).toList()))
                .put("W", Value.of(Integer.SIZE))
                .put("BIAS", Value.of(Refcount.GUP_PIN_COUNTING_BIAS))
                .buildOrThrow();
    }

    static SpecConstants lines(Map<String, Value> constants) {
        return CONSTANTS.lines(constants);
    }

    /** {@return idle code as a trace's constants have it: all pages alike} */
    static PinCountCode idle(Map<String, Value> constants, CountMutant mutant) {
        ModuleConstants.requireKernelWord(constants);
        if (ModuleConstants.elements(constants, "InitMaps").size() != 1
                || !(ModuleConstants.elements(constants, "InitMaps").first() instanceof Value.Int maps)) {
            throw new SpecException("constant InitMaps must be a set of one number, to replay a trace; found "
                    + constants.get("InitMaps") + "; correct the trace's header");
        }
        int pages = ModuleConstants.size(constants, "Pages");
        return idle(
                IntStream.range(0, pages).mapToObj(page -> (int) maps.value()).collect(ImmutableList.toImmutableList()),
                ModuleConstants.size(constants, "Threads"),
                mutant);
    }

    /** {@return idle code as an initial state has it} */
    static PinCountCode idle(CheckedSpec spec, SpecState initial, CountMutant mutant) {
        ImmutableList.Builder<Integer> maps = ImmutableList.builder();
        for (int page = 0; page < size(spec, "Pages"); page++) {
            maps.add((int) ((Value.Int) initial.get("maps").at(Value.of(page))).value());
        }
        return idle(maps.build(), size(spec, "Threads"), mutant);
    }

    private static PinCountCode idle(ImmutableList<Integer> maps, int tasks, CountMutant mutant) {
        return new PinCountCode(new CountProgram(CountScript.idle(maps, tasks, mutant)));
    }

    private static int size(CheckedSpec spec, String set) {
        return ((Value.SetOf) spec.constant(set)).elements().size();
    }
}
