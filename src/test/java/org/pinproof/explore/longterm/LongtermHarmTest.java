package org.pinproof.explore.longterm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;

/** Every bug of long-term pins is caught by the explorer's own checks, without the specification. */
class LongtermHarmTest {
    private static final int MOST_STATES = 100_000;

    static List<LongtermHarm> harms() {
        return LongtermHarm.all();
    }

    private static Result explore(LongtermScript script) {
        return ShortestCounterexample.of(new Machine(new LongtermProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_mutant_breaks_soonest_what_it_is_known_for(LongtermHarm harm) {
        Result.Violated violated = assertInstanceOf(Result.Violated.class, explore(harm.script()));
        assertTrue(violated.text().startsWith(harm.invariant() + ": "), violated::text);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void the_correct_code_does_no_harm_where_a_mutant_does(LongtermHarm harm) {
        Result result = explore(harm.script().with(LongtermMutant.NONE));
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void every_mutant_has_its_harm() {
        ImmutableList<LongtermMutant> mutants = Arrays.stream(LongtermMutant.values())
                .filter(mutant -> mutant != LongtermMutant.NONE)
                .collect(ImmutableList.toImmutableList());
        assertEquals(
                mutants, LongtermHarm.all().stream().map(LongtermHarm::mutant).toList());
    }

    private static String wrong(String script) {
        return assertInstanceOf(Result.Violated.class, explore(LongtermScript.parse(script)))
                .text();
    }

    @Test
    void a_violation_says_what_is_wrong() {
        assertEquals(
                "LongtermPlacement: frame 0 lies in CMA, and is pinned for long",
                wrong("lt/soft/devmap/cma/pin-longterm(0,1)"));
        assertEquals(
                "PteOrMigration: vpn 0 has a migration entry of frame 0, which nobody migrates",
                wrong("lt/hard/all/cma/pin(0,1)|alloc(0)~migrate-pte-lost"));
        assertEquals(
                "DaxBlocksNotReused: the blocks of frame 0 are freed, and 1 hold it",
                wrong("lt/hard/all/fsdax/get(0,1)|truncate(0)~dax-freed-busy"));
        assertEquals(
                "DaxIdleWake: t2 waits for frame 0 to be idle, which it is, and nobody wakes it",
                wrong("lt/hard/all/fsdax/pin(0,1);unpin(0)|truncate(0)~dax-wake-missed"));
        assertEquals(
                "LongtermProgress: a call of t1 for a long-term pin has failed, of pages that nobody has a claim to",
                wrong("lt/hard-drain-wait/all/device/pin-slow(0,1)~D19-longterm-slow-uses-fast-grab"));
        assertEquals(
                "LongtermProgress: t1 waits for frame 0 to be held by nobody, which it is",
                wrong("lt/hard-drain-wait/all/cma-batched/pin-slow(0,1)~D21-longterm-batch-ref"));
        assertEquals(
                "NoFalseNegative: frame 0 has 1 pins, and its count 0 says it is not pinned",
                wrong("lt/hard/all/cma/pin(0,1)|alloc(0)~migrate-unfrozen"));
        assertEquals(
                "RefcountConservation: frame 0 has count 1025, and what is held on it adds up to 2",
                wrong("lt/hard/all/normal/pin(0,1);put(0)"));
    }
}
