package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.NondeterminismException;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

class DeterminismTest {

    private static final String REMEDY =
            " An operation must depend on its registers and the values it reads alone: look for a"
                    + " field that changes, a clock, randomness, or iteration over a hash map.";

    private final ScriptProgram program = new ScriptProgram("moody");
    private final int word = program.intCell("word", 0);
    private int executions;

    @Test
    void passes_a_deterministic_program_and_runs_everything_twice() {
        Machine machine = new Machine(LitmusCatalog.program("C_BIG1").get());
        Result.Held held = assertInstanceOf(
                Result.Held.class,
                Exploration.of(machine, new Determinism(new SourceDpor()), 1_000)
                        .run());
        assertEquals(216, held.counts().complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "portfolio", "naive"})
    void passes_every_strategy_on_a_program_with_locks(String strategy) {
        int lock = program.intCell("ptl", 0);
        for (int task = 0; task < 2; task++) {
            program.task((memory, registers) -> {
                memory.lock(TestStep.FIRST, lock, section -> 1);
                memory.unlock(TestStep.SECOND, lock, section -> 0);
            });
        }
        Strategy twice = new Determinism(StrategyCatalog.strategy(strategy, 1));
        assertEquals(false, Exploration.of(new Machine(program), twice, 20).run() instanceof Result.Violated);
    }

    @Test
    void catches_a_step_that_differs_from_run_to_run() {
        program.task((memory, registers) -> {
            memory.getIntOpaque(TestStep.FIRST, word);
            memory.getIntOpaque(executions % 2 == 0 ? TestStep.SECOND : TestStep.THIRD, word);
        });
        assertEquals(
                "not deterministic: running moody:0 again came to another state after step 1; expected enabled {t1 at"
                        + " SECOND}, got enabled {t1 at THIRD}." + REMEDY,
                error());
    }

    @Test
    void catches_a_value_that_differs_from_run_to_run() {
        program.task((memory, registers) -> {
            memory.setIntRelease(TestStep.FIRST, word, executions);
            memory.fullFence(TestStep.SECOND);
        });
        String message = error();
        assertEquals(
                "not deterministic: running moody:0 again came to another state after step 1; expected state ",
                message.substring(0, message.indexOf("state ", 60) + 6));
        assertEquals(
                " (cells, results read or registers differ)." + REMEDY, message.substring(message.indexOf(" (cells")));
    }

    @Test
    void catches_an_execution_that_is_longer_the_second_time() {
        program.task((memory, registers) -> {
            memory.getIntOpaque(TestStep.FIRST, word);
            if (executions % 2 != 0) {
                memory.getIntOpaque(TestStep.SECOND, word);
            }
        });
        assertEquals(
                "not deterministic: running moody:0 again came to another state after step 1; expected enabled {}, got enabled"
                        + " {t1 at SECOND}." + REMEDY,
                error());
    }

    private String error() {
        Strategy counting = new Strategy() {
            private final Strategy twice = new Determinism(new RandomWalk(1));

            @Override
            public String name() {
                return twice.name();
            }

            @Override
            public void begin(Machine machine) {
                twice.begin(machine);
            }

            @Override
            public int pick(Machine machine, int enabled) {
                return twice.pick(machine, enabled);
            }

            @Override
            public void end(Machine machine, boolean abandoned) {
                twice.end(machine, abandoned);
                executions++;
            }
        };
        Exploration<Void> exploration = Exploration.of(new Machine(program), counting, 10);
        return assertThrows(NondeterminismException.class, exploration::run).getMessage();
    }
}
