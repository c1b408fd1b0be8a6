package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

class NaiveTest {

    // B7 hides among 24 steps of two other tasks: its interleavings are too many to be run one by one
    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B9"})
    void finds_every_bug_that_is_small_enough(String name) {
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        assertInstanceOf(
                Result.Violated.class,
                Exploration.of(machine, new Naive(), 1_000_000).run());
    }

    @Test
    void runs_as_many_executions_as_there_are_interleavings() {
        ScriptProgram program = new ScriptProgram("steps");
        for (int task = 0; task < 3; task++) {
            program.task((memory, registers) -> {
                memory.local(TestStep.FIRST, 0);
                memory.fullFence(TestStep.SECOND);
            });
        }
        Result.Held held = assertInstanceOf(
                Result.Held.class,
                Exploration.of(new Machine(program), new Naive(), 1_000).run());
        assertEquals(90, held.counts().complete(), "6! / (2! 2! 2!)");
        assertEquals("every interleaving", held.exhausted());
        Result.Held reduced = assertInstanceOf(
                Result.Held.class,
                Exploration.of(new Machine(program), new SourceDpor(), 1_000).run());
        assertEquals(1, reduced.counts().executions(), "steps that touch nothing never conflict");
    }
}
