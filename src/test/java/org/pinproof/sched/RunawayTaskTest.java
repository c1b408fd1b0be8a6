package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pinproof.sched.ScriptProgram.TestStep.FIRST;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.MemoryLayout;

class RunawayTaskTest {

    private final ScriptProgram program = new ScriptProgram("runaway");
    private final int word = program.intCell("word", 0);

    @Test
    void cuts_an_operation_that_spins() {
        program.task((memory, registers) -> {
            while (memory.getIntOpaque(FIRST, word) == 0) {}
        });
        Machine machine = new Machine(program);
        assertEquals(
                "task t1 made more than 1000 accesses in one run of operation op; the last was FIRST on word. This is often a"
                        + " loop that waits for another task (a spin lock, a retry without a bound): it ends only if the"
                        + " scheduler is fair, and an explorer is not. Bound the loop, wait with Memory.lock or"
                        + " Memory.awaitInt, or raise Limits.accessesPerOperation.",
                assertThrows(RunawayTaskException.class, () -> machine.run((at, enabled) -> 0))
                        .getMessage());
    }

    @Test
    void allows_exactly_as_many_accesses_as_the_limit_says() {
        program.task((memory, registers) -> {
            for (int i = 0; i < 20; i++) {
                memory.getIntOpaque(FIRST, word);
            }
        });
        assertEquals(Ending.FINISHED, new Machine(program, new Limits(20, 20)).run((at, enabled) -> 0));
        Machine tooShort = new Machine(program, new Limits(19, 20));
        assertThrows(RunawayTaskException.class, () -> tooShort.run((at, enabled) -> 0));
    }

    @Test
    void cuts_an_execution_that_does_not_end() {
        Machine machine = new Machine(new Endless(true), new Limits(10, 50));
        assertEquals(
                "the execution was cut after 50 steps; next would have been task t1 in operation again, FIRST. This is often a"
                        + " task whose list of operations has no end, or two tasks that keep undoing each other. Shorten the"
                        + " program, or raise Limits.stepsPerExecution.",
                assertThrows(RunawayTaskException.class, () -> machine.run((at, enabled) -> 0))
                        .getMessage());
    }

    @Test
    void cuts_endless_operations_without_access() {
        assertEquals(
                "task t1 ran 10 operations without a single access; the last was again. This is often a list of operations"
                        + " that has no end. Let Program.operation answer null when the task has no more, or raise"
                        + " Limits.accessesPerOperation.",
                assertThrows(RunawayTaskException.class, () -> new Machine(new Endless(false), new Limits(10, 50)))
                        .getMessage());
    }

    @Test
    void the_watchdog_cuts_a_loop_without_access_and_shows_where_it_is() {
        AtomicBoolean released = new AtomicBoolean();
        program.task((memory, registers) -> {
            memory.getIntOpaque(FIRST, word);
            spinUntil(released);
        });
        try {
            String message = assertThrows(
                            RunawayTaskException.class,
                            () -> new Watchdog(Duration.ofMillis(50))
                                    .watch(heartbeat ->
                                            new Machine(program, Limits.DEFAULT, heartbeat).run((at, enabled) -> 0)))
                    .getMessage();
            assertTrue(message.startsWith("no step was taken for 50 ms, after "), message);
            assertTrue(
                    message.contains(
                            "This is often a loop in an operation that touches no memory, which cannot be scheduled."),
                    message);
            assertTrue(message.contains("org.pinproof.sched.RunawayTaskTest"), message);
        } finally {
            released.set(true);
        }
    }

    @Test
    void the_watchdog_returns_the_result_and_passes_failures_on() {
        Watchdog watchdog = new Watchdog(Duration.ofMinutes(1));
        assertEquals("done", watchdog.watch(heartbeat -> "done"));
        ScheduleException failure = new ScheduleException("as is");
        assertEquals(
                failure,
                assertThrows(
                        ScheduleException.class,
                        () -> watchdog.watch(heartbeat -> {
                            throw failure;
                        })));
    }

    private static void spinUntil(AtomicBoolean released) {
        while (!released.get()) {
            Thread.onSpinWait();
        }
    }

    /** One task with operations without end. */
    private record Endless(boolean accesses) implements Program {
        @Override
        public String name() {
            return "endless";
        }

        @Override
        public MemoryLayout layout() {
            return new MemoryLayout();
        }

        @Override
        public int tasks() {
            return 1;
        }

        @Override
        public int registers(int task) {
            return 0;
        }

        @Override
        public Operation operation(int task, int index) {
            return ScriptProgram.operation("again", (memory, registers) -> {
                if (accesses) {
                    memory.fullFence(FIRST);
                }
            });
        }

        @Override
        public String violation(MachineView end) {
            return null;
        }
    }
}
