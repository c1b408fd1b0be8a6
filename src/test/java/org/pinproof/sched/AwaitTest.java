package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pinproof.sched.ScriptProgram.TestStep.FIRST;
import static org.pinproof.sched.ScriptProgram.TestStep.SECOND;
import static org.pinproof.sched.ScriptProgram.TestStep.THIRD;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Waiting for a value: {@link org.pinproof.kernel.mm.Memory#awaitInt} as the engine takes it. */
class AwaitTest {

    private final ScriptProgram program = new ScriptProgram("await");
    private final int count = program.intCell("count", 3);
    private final int word = program.intCell("word", 0);
    private boolean moody;

    @Test
    void a_task_that_awaits_a_value_is_enabled_exactly_while_it_is_there() {
        program.task((memory, registers) -> registers.set(0, memory.awaitInt(FIRST, count, value -> value < 2)));
        addToCount(-1, -1, 1, -2);
        Machine machine = new Machine(program);
        for (int value : new int[] {3, 2, 1, 2, 0}) {
            assertEquals(value, machine.cell(count));
            assertEquals(value < 2, (machine.enabled() & 1) != 0, () -> "count is " + value);
            if (!machine.idle(1)) {
                machine.step(1);
            }
        }
        machine.step(0);
        assertTrue(machine.finished());
        assertEquals(0, machine.committed(0, 0), "the value that ended the wait");
    }

    @Test
    void an_await_is_a_read_of_its_cell() {
        program.task((memory, registers) -> {
            memory.awaitInt(FIRST, count, value -> value == 3);
            memory.local(SECOND, 0);
        });
        Machine machine = new Machine(program);
        assertEquals(AccessKind.AWAIT, machine.pendingKind(0));
        assertEquals(FIRST, machine.pendingStep(0));
        assertEquals(count, machine.pendingCell(0));
        assertFalse(machine.pendingWrites(0));
        assertTrue(machine.pendingCondition(0).test(3));
        assertFalse(machine.pendingCondition(0).test(2));
        machine.step(0);
        assertEquals(1, machine.footprint().size());
        assertEquals(count, machine.footprint().cell(0));
        assertFalse(machine.footprint().written(0));
        assertEquals(3, machine.logResult(0, 0));
        assertNull(machine.pendingCondition(0));
    }

    @Test
    void an_await_that_adds_does_both_in_one_step() {
        program.task(
                (memory, registers) -> registers.set(0, memory.awaitAndAddInt(FIRST, count, value -> value < 3, 10)));
        addToCount(-1, 5);
        Machine machine = new Machine(program);
        assertEquals(AccessKind.AWAIT_AND_ADD, machine.pendingKind(0));
        assertTrue(machine.pendingWrites(0));
        assertFalse(machine.pendingCondition(0).test(3));
        assertEquals(0, machine.enabled() & 1, "count is 3");
        machine.step(1);
        assertEquals(1, machine.enabled() & 1, "count is 2");
        machine.step(0);
        assertEquals(12, machine.cell(count));
        assertEquals(2, machine.committed(0, 0), "the value before");
        assertEquals(count, machine.footprint().cell(0));
        assertTrue(machine.footprint().written(0));
    }

    @Test
    void an_await_that_adds_loses_its_turn_to_another() {
        program.task((memory, registers) -> memory.awaitAndAddInt(FIRST, word, value -> value == 0, 1));
        program.task((memory, registers) -> memory.awaitAndAddInt(SECOND, word, value -> value == 0, 1));
        Machine machine = new Machine(program);
        assertEquals(3, machine.enabled());
        machine.step(1);
        assertEquals(0, machine.enabled());
    }

    @Test
    void rejects_the_step_of_a_task_whose_value_is_not_there() {
        program.task((memory, registers) -> memory.awaitInt(FIRST, count, value -> value == 0));
        Machine machine = new Machine(program);
        assertEquals(
                "task t1 cannot take a step: it waits for count. Step only tasks of Machine.enabled().",
                assertThrows(IllegalStateException.class, () -> machine.step(0)).getMessage());
    }

    @Test
    void a_restored_state_still_waits_for_the_same() {
        program.task((memory, registers) -> {
            int seen = memory.getIntOpaque(FIRST, count);
            memory.awaitInt(SECOND, count, value -> value == seen - 1);
            memory.awaitInt(THIRD, count, value -> value == seen);
        });
        addToCount(-1, 1);
        Machine machine = new Machine(program);
        machine.step(0);
        Snapshot waiting = machine.snapshot();
        assertEquals(0b10, machine.enabled());
        machine.step(1);
        machine.step(0);
        Snapshot waitingAgain = machine.snapshot();
        machine.step(1);
        machine.step(0);
        assertTrue(machine.finished());

        for (Machine back : new Machine[] {machine, new Machine(program)}) {
            back.restore(waitingAgain);
            assertEquals(0b10, back.enabled());
            back.restore(waiting);
            assertEquals(0b10, back.enabled());
            back.step(1);
            assertEquals(0b11, back.enabled());
            back.step(0);
            assertEquals(waitingAgain, back.snapshot());
        }
    }

    @Test
    void states_do_not_differ_by_the_instance_of_what_is_waited_for() {
        program.task((memory, registers) -> {
            int seen = memory.getIntOpaque(FIRST, count);
            memory.awaitInt(SECOND, count, value -> value < seen);
        });
        Machine machine = new Machine(program);
        machine.step(0);
        Snapshot once = machine.snapshot();
        long print = print(machine);
        IntPredicate condition = machine.pendingCondition(0);
        machine.reset();
        machine.step(0);
        assertNotEquals(condition, machine.pendingCondition(0), "the lambda captures, so each run makes one");
        assertEquals(once, machine.snapshot());
        assertEquals(print, print(machine));
    }

    @Test
    void tasks_hand_over_to_each_other_in_a_run() {
        for (int task = 0; task < 2; task++) {
            int mine = task;
            program.task((memory, registers) -> {
                for (int round = 0; round < 3; round++) {
                    memory.awaitInt(FIRST, word, value -> value % 2 == mine);
                    memory.getAndAddInt(SECOND, word, 1);
                }
            });
        }
        Machine machine = new Machine(program);
        Ending ending = machine.run((at, enabled) -> {
            assertEquals(1, Integer.bitCount(enabled));
            return Integer.numberOfTrailingZeros(enabled);
        });
        assertEquals(Ending.FINISHED, ending);
        assertEquals(6, machine.cell(word));
        assertEquals(
                "await:0x2.1x2.0x2.1x2.0x2.1x2",
                machine.trail().schedule("await").toString());
    }

    @Test
    void a_wait_that_nobody_ends_is_a_deadlock() {
        program.task((memory, registers) -> memory.awaitInt(FIRST, count, value -> value == 0));
        addToCount(-1, -1);
        Machine machine = new Machine(program);
        assertEquals(Ending.DEADLOCKED, machine.run((at, enabled) -> Integer.numberOfTrailingZeros(enabled)));
        assertFalse(machine.finished());
    }

    @Test
    void locates_the_line_that_waits() {
        program.task((memory, registers) -> memory.awaitInt(FIRST, count, value -> value == 0));
        Machine machine = new Machine(program);
        assertEquals("AwaitTest.java", machine.locate(0).orElseThrow().file());
        assertEquals(0, machine.enabled());
    }

    @Test
    void rejects_a_condition_that_changes_its_mind() {
        program.task((memory, registers) -> memory.awaitInt(FIRST, count, value -> moody ^= true));
        Machine machine = new Machine(program);
        assertEquals(
                "not deterministic: task t1 in operation op, what FIRST on count waits for; expected it to be satisfied by 3"
                        + " as before the step, got that it is not. An operation must depend on its registers and the"
                        + " values it reads alone: look for a field that changes, a clock, randomness, or iteration over a"
                        + " hash map.",
                assertThrows(NondeterminismException.class, () -> machine.step(0))
                        .getMessage());
    }

    private void addToCount(int... deltas) {
        program.task((memory, registers) -> {
            for (int delta : deltas) {
                memory.getAndAddInt(SECOND, count, delta);
            }
        });
    }

    private static long print(Machine machine) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        return fingerprint.low();
    }
}
