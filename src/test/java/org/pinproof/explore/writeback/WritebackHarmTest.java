package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Portfolio;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.sched.Machine;

/** Every writeback bug is caught by the explorer's own checks, without the specification, and how soon. */
class WritebackHarmTest {
    private static final int MOST_STATES = 100_000;
    /** The slowest, B07, takes 1,777 with one of these seeds; all the others take less than 300. */
    private static final int MOST_EXECUTIONS = 2_000;

    private static final ImmutableList<Long> SEEDS = ImmutableList.of(1L, 20180101L, 20191121L);

    static List<WritebackHarm> harms() {
        return WritebackHarm.all();
    }

    private static Machine machine(WritebackScript script) {
        return new Machine(new WritebackProgram(script));
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_bug_does_its_harm_soonest_by(WritebackHarm harm) {
        Result result =
                ShortestCounterexample.of(machine(harm.script()), MOST_STATES).run();
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(harm.shortest(), violated.schedule());
        assertTrue(harm.isHarm(violated.text()), violated::text);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void the_correct_code_does_no_harm_where_a_mutant_does(WritebackHarm harm) {
        Result result = ShortestCounterexample.of(machine(harm.script().with(WritebackMutant.NONE)), MOST_STATES)
                .run();
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_bug_is_found_by_sampling(WritebackHarm harm) {
        for (long seed : SEEDS) {
            Result result = Exploration.of(machine(harm.script()), Portfolio.standard(seed), MOST_EXECUTIONS)
                    .run();
            Result.Violated violated = assertInstanceOf(Result.Violated.class, result, () -> seed + " " + result);
            assertTrue(harm.isHarm(violated.text()), violated::text);
        }
    }

    /** It waits for a pin that need not end; a policy that does not wait gets done. */
    @Test
    void only_the_policies_that_wait_wait_for_a_long_term_pin_for_ever() {
        WritebackScript waits = WritebackScript.parse("wb/WAIT/unstable/dirty/pin-longterm|fsync");
        for (WbPolicy policy : WbPolicy.values()) {
            Result result = ShortestCounterexample.of(machine(waits.under(policy)), MOST_STATES)
                    .run();
            if (policy == WbPolicy.WAIT || policy == WbPolicy.REVOKE) {
                assertTrue(
                        assertInstanceOf(Result.Violated.class, result, result::toString)
                                .text()
                                .startsWith("FsyncReturns: t2 at WbWaitPins waits for ever, with 1 pins held"),
                        result::toString);
            } else {
                assertInstanceOf(Result.Held.class, result, () -> policy + " " + result);
            }
        }
    }

    @Test
    void every_mutant_does_some_harm() {
        assertEquals(
                Arrays.stream(WritebackMutant.values())
                        .filter(mutant -> mutant != WritebackMutant.NONE)
                        .map(WritebackMutant::slug)
                        .toList(),
                harms().stream().map(WritebackHarm::slug).toList());
        harms().forEach(harm -> assertEquals(harm.slug(), harm.script().mutant().slug()));
    }
}
