package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;

/** Every mutant of the walker is caught by the explorer's own checks, without the specification, and how soon. */
class MutantsTest {
    private static Result shortest(String script) {
        return ShortestCounterexample.of(new Machine(new GupProgram(GupScript.parse(script))), 100_000)
                .run();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "NoFalseNegativeChecked order0/1/1/pin(0,1)|clean(0)~no-recheck:0x4.1x4.0x3",
                "NoFalseNegativeChecked order0/1/1/pin(0,1)|clean(0)~recheck-before-grab:0x5.1x4.0x3",
                "NoFalseNegative tails/2/2/pin(1,1)|zap(0);zap(1);reuse(0);map(1,1)~no-head-recheck:0x4.1x8.0.1.0x2",
                "NoFreeWhileHeld order0/1/1/pin(0,1)|zap(0)~grab-from-zero:0x4.1x3.0.1",
                "NoFalseNegative leaf/2/2/pin(0,2);unpin(0)~one-bias-per-huge:0x9",
                "RefcountConservation order0/1/1/pin(0,1)|zap(0)~undo-unscaled:0x6.1.0x2.1.0.1",
                "RefcountConservation order0/1/1/pin(0,1)|zap(0)~undo-put-after-pin:0x6.1.0x2.1.0.1",
                "RefcountConservation order0/1/1/pin(0,1)|zap(0)~mass-sub-no-testzero:0x6.1.0.1x2.0x2",
                "RefcountConservation order0/1/1/pin(0,1)|zap(0)~late-check-no-undo:0x6.1.0.1.0.1",
            })
    void a_mutant_is_caught_soonest_by(String invariant, String schedule) {
        Result result = shortest(Schedule.parse(schedule).scenario());
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(schedule, violated.schedule().toString());
        assertEquals(invariant, violated.text().split(":")[0]);
    }

    @Test
    void every_mutant_is_caught_here() throws NoSuchMethodException {
        CsvSource rows = MutantsTest.class
                .getDeclaredMethod("a_mutant_is_caught_soonest_by", String.class, String.class)
                .getAnnotation(CsvSource.class);
        Set<String> caught = Arrays.stream(rows.value())
                .map(row -> Schedule.parse(row.split(" ")[1]).scenario())
                .map(script -> GupScript.parse(script).mutant().slug())
                .collect(Collectors.toCollection(TreeSet::new));
        caught.add(GupMutant.NONE.slug());
        assertEquals(
                Stream.of(GupMutant.values()).map(GupMutant::slug).collect(Collectors.toCollection(TreeSet::new)),
                caught);
    }

    /** A page that was handed out after its entry had gone is counted right: only a ghost knows that it was not mapped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "order0/1/1/pin(0,1)|zap(0)~no-recheck",
                "order0/1/1/get(0,1)|clean(0)~no-recheck",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)~no-recheck",
            })
    void a_use_after_unmapping_is_seen_by_the_specification_only(String script) {
        assertInstanceOf(Result.Held.class, shortest(script));
    }
}
