package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.pinproof.explore.Result;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.Run;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.NdjsonWriter;

/**
 * Arbitrary runs of arbitrary scripts against the specification, and each invariant of its own along them.
 *
 * <p>A property of an invariant fails too if what it speaks of never came up in any try: then it has said nothing. {@code
 * -Dpinproof.tries=N} makes a campaign of it.
 */
@AddLifecycleHook(LongCampaign.class)
@StatisticsReport(onFailureOnly = true)
class GupConformanceProperties {
    private static final int TRIES = 400;
    private static final int TRIES_OF_EACH_INVARIANT = 400;

    @Provide
    Arbitrary<Run> runs() {
        return Run.of(GupMutant.NONE);
    }

    @Provide
    Arbitrary<Run> races() {
        return Run.races(GupMutant.NONE);
    }

    @Property(tries = TRIES)
    void every_step_is_one_of_the_specification_and_no_check_objects(@ForAll("runs") Run run) {
        Run padded = run.padded();
        GupProgram program = new GupProgram(padded.script());
        Conformance conformance = new Conformance(SpecsAtHand.of(padded.script()), GupSpec.OBSERVED);
        Result result = padded.explore(program, new ConformingSteps(conformance, new GupCode(program)));
        assertFalse(result instanceof Result.Violated, () -> run + " " + result);
    }

    @Property(tries = 3 * TRIES)
    void the_explorers_own_checks_hold(@ForAll("runs") Run run) {
        Result result = run.explore();
        assertFalse(result instanceof Result.Violated, () -> run + " " + result);
    }

    @Property(tries = TRIES)
    void the_same_schedule_leaves_the_same_bytes(@ForAll("runs") Run run) throws IOException {
        assertArrayEquals(trace(run), trace(run));
    }

    private static byte[] trace(Run run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NdjsonWriter.writeAll(Recording.of(run.schedule()), out);
        return out.toByteArray();
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void TypeOK_holds_in_every_state(@ForAll("races") Run run) {
        holds("TypeOK", "SomebodyRecords", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void NoFalseNegativeChecked_holds_in_every_state(@ForAll("races") Run run) {
        holds("NoFalseNegativeChecked", "SomebodyDoomed", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void UseAfterFree_holds_in_every_state(@ForAll("races") Run run) {
        holds("UseAfterFree", "SomebodyRecords", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void NoFreeWhileHeld_holds_in_every_state(@ForAll("races") Run run) {
        holds("NoFreeWhileHeld", "SomethingFree", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void NoLeak_holds_in_every_state(@ForAll("races") Run run) {
        holds("NoLeak", "SomethingZero", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void NoFalseNegative_holds_in_every_state(@ForAll("races") Run run) {
        holds("NoFalseNegative", "SomebodyPinned", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void UndoExact_holds_in_every_state(@ForAll("races") Run run) {
        holds("UndoExact", "SomebodyStopped", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void PrefixResult_holds_in_every_state(@ForAll("races") Run run) {
        holds("PrefixResult", "SomebodyHalfway", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void RefcountConservation_holds_in_every_state(@ForAll("races") Run run) {
        holds("RefcountConservation", "SomebodyPinned", run);
    }

    @Property(tries = TRIES_OF_EACH_INVARIANT)
    void NoOverflow_holds_in_every_state(@ForAll("races") Run run) {
        holds("NoOverflow", "SomebodyPinned", run);
    }

    @Example
    void every_invariant_has_a_property_here() {
        List<String> named = Arrays.stream(GupConformanceProperties.class.getDeclaredMethods())
                .flatMap(method -> method.getName().endsWith("_holds_in_every_state")
                        ? Stream.of(method.getName().split("_")[0])
                        : Stream.empty())
                .sorted()
                .toList();
        assertEquals(GupSpec.INVARIANTS.stream().sorted().toList(), named);
    }

    /** @param antecedent a state predicate of the specification without which the invariant says nothing */
    private static void holds(String invariant, String antecedent, Run run) {
        CheckedSpec spec = SpecsAtHand.of(run.padded().script());
        boolean witnessed = false;
        for (SpecState state : SpecPath.of(run)) {
            assertTrue(spec.holds(invariant, state), () -> invariant + " is false of " + state + " in " + run);
            witnessed |= spec.holds(antecedent, state);
        }
        Statistics.label(antecedent)
                .collect(witnessed)
                .coverage(seen -> seen.check(true).count(times -> times > 0));
    }
}
