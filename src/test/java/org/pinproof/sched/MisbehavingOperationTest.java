package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.pinproof.sched.ScriptProgram.TestStep.FIRST;
import static org.pinproof.sched.ScriptProgram.TestStep.SECOND;

import org.junit.jupiter.api.Test;

class MisbehavingOperationTest {

    private static final String REMEDY =
            " An operation must depend on its registers and the values it reads alone: look for a"
                    + " field that changes, a clock, randomness, or iteration over a hash map.";

    private final ScriptProgram program = new ScriptProgram("misbehaving");
    private final int word = program.intCell("word", 0);
    private int runs;

    @Test
    void rejects_an_operation_that_takes_another_step_when_run_again() {
        program.task((memory, registers) -> {
            memory.getIntOpaque(runs++ < 2 ? FIRST : SECOND, word);
            memory.getIntOpaque(FIRST, word);
        });
        Machine machine = new Machine(program);
        machine.step(0);
        assertEquals(
                "not deterministic: task t1 re-executing operation op, access 0; expected FIRST on word, got SECOND on"
                        + " word." + REMEDY,
                assertThrows(NondeterminismException.class, () -> machine.step(0))
                        .getMessage());
    }

    @Test
    void rejects_an_operation_that_ends_early_when_run_again() {
        program.task((memory, registers) -> {
            if (runs++ == 0) {
                memory.getIntOpaque(FIRST, word);
            }
        });
        Machine machine = new Machine(program);
        assertEquals(
                "not deterministic: task t1 re-executing operation op; expected 1 accesses or more, got its end after 0."
                        + REMEDY,
                assertThrows(NondeterminismException.class, () -> machine.step(0))
                        .getMessage());
    }

    @Test
    void rejects_an_operation_that_swallows_the_pause() {
        program.task((memory, registers) -> {
            try {
                memory.getIntOpaque(FIRST, word);
            } catch (Error swallowed) {
                registers.set(0, 1);
            }
        });
        assertEquals(
                "task t1 failed in operation op: java.lang.IllegalStateException: the operation returned after the engine had"
                        + " paused it: it catches Throwable or Error. Let the engine's pause through.",
                assertThrows(TaskFailedException.class, () -> new Machine(program))
                        .getMessage());
    }

    @Test
    void rejects_an_access_in_a_finally_block() {
        program.task((memory, registers) -> {
            try {
                memory.getIntOpaque(FIRST, word);
            } finally {
                memory.setIntRelease(SECOND, word, 1);
            }
        });
        assertEquals(
                "task t1 failed in operation op: java.lang.IllegalStateException: operation op of task t1 went on after the"
                        + " engine had paused it: it catches Throwable or Error, or accesses memory in a finally block. Let"
                        + " the engine's pause through.",
                assertThrows(TaskFailedException.class, () -> new Machine(program))
                        .getMessage());
    }

    @Test
    void says_where_an_operation_failed_and_keeps_the_cause() {
        IllegalArgumentException cause = new IllegalArgumentException("no such page");
        program.task((memory, registers) -> {
            memory.getIntOpaque(FIRST, word);
            throw cause;
        });
        Machine machine = new Machine(program);
        TaskFailedException failure = assertThrows(TaskFailedException.class, () -> machine.step(0));
        assertEquals(
                "task t1 failed in operation op after FIRST: java.lang.IllegalArgumentException: no such page",
                failure.getMessage());
        assertSame(cause, failure.getCause());
    }
}
