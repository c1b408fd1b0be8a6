package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

class InterleavingCountTest {
    private static final int MOST = 100_000;

    /** 30 steps, some of which wait for a lock: every execution can still be run. */
    private static final String SMALL = "wb/NONE/stable/dirty/fill;store(0)|flush";

    private static Optional<BigInteger> count(Program program, int most) {
        return new InterleavingCount(new Machine(program), most).run();
    }

    private static Program small() {
        return new WritebackProgram(WritebackScript.parse(SMALL));
    }

    @Test
    void counts_what_running_them_all_runs() {
        Result.Held held = assertInstanceOf(
                Result.Held.class,
                Exploration.of(new Machine(small()), new Naive(), MOST).run());
        assertEquals(Optional.of(BigInteger.valueOf(held.counts().complete())), count(small(), MOST));
    }

    @Test
    void tasks_that_never_wait_interleave_in_all_orders() {
        ScriptProgram program = new ScriptProgram("steps");
        for (int task = 0; task < 3; task++) {
            program.task((memory, registers) -> {
                memory.local(TestStep.FIRST, 0);
                memory.fullFence(TestStep.SECOND);
            });
        }
        assertEquals(Optional.of(BigInteger.valueOf(90)), count(program, MOST), "6! / (2! 2! 2!)");
    }

    @Test
    void gives_no_number_beyond_its_limit() {
        assertEquals(Optional.empty(), count(small(), 10));
    }
}
