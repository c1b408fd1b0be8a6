package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.writeback.WritebackProgram;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.sched.Machine;

class JudgedTest {
    private static final String NOBODY_ASKS =
            "wb/NONE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush|reclaim";

    private static Result search(String... properties) {
        WritebackProgram program = new WritebackProgram(WritebackScript.parse(NOBODY_ASKS));
        return ShortestCounterexample.of(new Machine(new Judged(program, ImmutableSet.copyOf(properties))), 100_000)
                .run();
    }

    private static void finds(String property, int steps) {
        Result.Violated violated = assertInstanceOf(Result.Violated.class, search(property));
        assertEquals(property, Judged.property(violated.text()));
        assertEquals(steps, violated.schedule().steps());
    }

    @Test
    void goes_on_past_what_does_not_count() {
        finds("StablePages", 18);
        finds("BuffersWhenDirty", 32);
        finds("NoLostDmaWrite", 39);
    }

    @Test
    void holds_where_nothing_that_counts_is_violated() {
        assertInstanceOf(Result.Held.class, search("NoLostCpuWrite", "NoFalseNegative"));
    }

    @Test
    void keeps_the_programs_name_for_schedules() {
        assertEquals(
                NOBODY_ASKS,
                ((Result.Violated) search("NoLostDmaWrite")).schedule().scenario());
    }
}
