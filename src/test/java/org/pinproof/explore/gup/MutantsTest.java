package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;

/** Every mutant of the walker is caught by the explorer's own checks, without the specification, and how soon. */
class MutantsTest {
    private static Result shortest(String script) {
        return ShortestCounterexample.of(new Machine(new GupProgram(GupScript.parse(script))), 100_000)
                .run();
    }

    @ParameterizedTest
    @CsvSource({
        "A19-no-recheck, 0x4.1x4.0x3",
        "A20-recheck-before-grab, 0x5.1x4.0x3",
        "D01-head-recheck-missing, 0x4.1x8.0.1.0x2",
        "A18-grab-from-zero, 0x4.1x3.0.1",
        "A03-one-bias-per-huge, 0x9",
        "A04-undo-unscaled, 0x6.1.0x2.1.0.1",
        "A05-undo-put-after-pin, 0x6.1.0x2.1.0.1",
        "A08-mass-sub-no-testzero, 0x6.1.0.1x2.0x2",
        "A25-late-check-no-undo, 0x6.1.0.1.0.1",
        "A06-lost-compound-head, 0x6.1.0x2.1x3.0",
        "A08-sub-then-put, 0x6.1.0x3.1x3.0",
        "A09-nr-increment-early, 0x4.1x3.0x2",
        "A09-nr-without-page, 0x4.1x3.0",
        "whole-leaf, 0x9",
        "retry-forever, 0x3.1x3.0x4.1",
        "ask-without-clear, 0x4.1x2.0x3",
        "lock-kept, 0.1.0.1x3",
    })
    void a_mutant_does_its_harm_soonest_by(String slug, String picks) {
        MutantHarm harm = MutantHarm.all().get(GupMutant.named(slug));
        Result result = shortest(harm.script().toString());
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(harm.script() + ":" + picks, violated.schedule().toString());
        assertEquals(harm.invariant(), violated.property());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_correct_walker_does_no_harm_where_a_mutant_does(GupMutant mutant) {
        GupScript script = MutantHarm.all().get(mutant).script().with(GupMutant.NONE);
        assertInstanceOf(Result.Held.class, shortest(script.toString()));
    }

    @Test
    void every_mutant_does_some_harm() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(GupMutant.NONE)),
                MutantHarm.all().keySet());
    }

    /** A page that was handed out after its entry had gone is counted right: only a ghost knows that it was not mapped. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "order0/1/1/pin(0,1)|zap(0)~A19-no-recheck",
                "order0/1/1/get(0,1)|clean(0)~A19-no-recheck",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)~A19-no-recheck",
            })
    void a_use_after_unmapping_is_seen_by_the_specification_only(String script) {
        assertInstanceOf(Result.Held.class, shortest(script));
    }
}
