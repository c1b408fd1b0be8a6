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

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

    private final ScriptProgram program = new ScriptProgram("machine");
    private final int word = program.intCell("word", 4);

    @Test
    void tells_what_each_task_will_do_and_has_seen() {
        program.task((memory, registers) -> {
            int seen = memory.getIntOpaque(FIRST, word);
            memory.compareAndSetInt(SECOND, word, seen, seen + 1);
        });
        program.task((memory, registers) -> memory.getAndAddInt(THIRD, word, 1));
        Machine machine = new Machine(program);
        assertEquals(AccessKind.READ, machine.pendingKind(0));
        assertEquals(FIRST, machine.pendingStep(0));
        assertFalse(machine.pendingWrites(0));
        machine.step(0);
        assertEquals(SECOND, machine.pendingStep(0));
        assertEquals(word, machine.pendingCell(0));
        assertTrue(machine.pendingWrites(0));
        assertEquals(1, machine.logLength(0));
        assertEquals(FIRST, machine.logStep(0, 0));
        assertEquals(word, machine.logCell(0, 0));
        assertEquals(4, machine.logResult(0, 0));
        machine.step(1);
        assertFalse(machine.pendingWrites(0), "a compare and set that will fail is a read");
        assertTrue(machine.idle(1));
        assertNull(machine.pendingStep(1));
        assertEquals(1, machine.operationIndex(1));
        machine.step(0);
        assertTrue(machine.finished());
        assertEquals(5, machine.cell(word));
    }

    @Test
    void cuts_the_log_when_an_operation_ends() {
        program.task();
        program.then("one", (memory, registers) -> registers.set(0, memory.getAndAddInt(FIRST, word, 1)))
                .then("nothing", (memory, registers) -> registers.add(0, 100))
                .then("two", (memory, registers) -> memory.getAndAddInt(SECOND, word, 1));
        Machine machine = new Machine(program);
        machine.step(0);
        assertEquals("two", machine.operation(0).name());
        assertEquals(2, machine.operationIndex(0));
        assertEquals(0, machine.logLength(0));
        assertEquals(104, machine.committed(0, 0));
    }

    @Test
    void a_restored_state_goes_on_as_the_original_did() {
        incrementTwice();
        incrementTwice();
        Machine machine = new Machine(program);
        machine.step(0);
        machine.step(1);
        Snapshot middle = machine.snapshot();
        long print = print(machine);
        machine.step(0);
        machine.step(0);
        Snapshot later = machine.snapshot();
        assertNotEquals(print, print(machine));
        assertNotEquals(middle, later);

        Machine other = new Machine(program);
        other.restore(middle);
        assertEquals(print, print(other));
        assertEquals(middle, other.snapshot());
        other.step(0);
        other.step(0);
        assertEquals(later, other.snapshot());
        machine.restore(middle);
        assertEquals(middle, machine.snapshot());
    }

    @Test
    void a_fingerprint_tells_apart_what_was_read() {
        program.task((memory, registers) -> {
            memory.getIntOpaque(FIRST, word);
            memory.getIntOpaque(FIRST, word);
        });
        program.task((memory, registers) -> {
            memory.setIntRelease(SECOND, word, 9);
            memory.setIntRelease(SECOND, word, 4);
        });
        Machine machine = new Machine(program);
        machine.run(picks(0, 1, 1, 0));
        machine.run(picks(1, 1, 0));
        long early = print(machine);
        machine.run(picks(1, 0, 1));
        assertNotEquals(early, print(machine), "same cells, same positions, another value read");
    }

    @Test
    void an_idle_task_takes_operations_from_the_caller() {
        program.task();
        Machine machine = new Machine(program);
        assertTrue(machine.finished());
        long idle = print(machine);
        Operation add = ScriptProgram.operation("add", (memory, registers) -> {
            memory.getAndAddInt(FIRST, word, 1);
            memory.getAndAddInt(SECOND, word, -1);
        });
        machine.begin(0, add, 42);
        assertEquals(42, machine.operationId(0));
        assertNotEquals(idle, print(machine));
        assertEquals(
                "task t1 is still in operation add: begin an operation only on an idle task",
                assertThrows(IllegalStateException.class, () -> machine.begin(0, add, 42))
                        .getMessage());
        machine.step(0);
        machine.step(0);
        assertTrue(machine.idle(0));
        assertEquals(idle, print(machine), "an operation that leaves no trace leads back to the same state");
    }

    @Test
    void locates_the_line_of_the_pending_access() {
        program.task((memory, registers) -> {
            memory.getIntOpaque(FIRST, word);
            memory.getIntOpaque(SECOND, word);
        });
        Machine machine = new Machine(program);
        int first = machine.locate(0).orElseThrow().line();
        machine.step(0);
        SourceLocation second = machine.locate(0).orElseThrow();
        assertEquals(first + 1, second.line());
        assertEquals("MachineTest.java", second.file());
        assertEquals(MachineTest.class.getName(), second.className());
        assertTrue(second.toString().startsWith("MachineTest.java:" + second.line() + " (MachineTest.lambda$"));
        machine.step(0);
        assertTrue(machine.locate(0).isEmpty());
    }

    @Test
    void locating_in_the_middle_of_a_run_disturbs_nothing() {
        incrementTwice();
        incrementTwice();
        List<Integer> lines = new ArrayList<>();
        Machine machine = new Machine(program);
        Ending ending = machine.run((at, enabled) -> {
            for (int task = 0; task < 2; task++) {
                at.locate(task).ifPresent(location -> lines.add(location.line()));
            }
            return Integer.numberOfTrailingZeros(enabled);
        });
        assertEquals(Ending.FINISHED, ending);
        assertEquals(8, machine.cell(word));
        assertEquals(12, lines.size());
    }

    @Test
    void rejects_moving_the_machine_from_a_picker() {
        incrementTwice();
        Machine machine = new Machine(program);
        assertEquals(
                "step while an execution runs: a picker may look at the machine, not move it",
                assertThrows(
                                IllegalStateException.class,
                                () -> machine.run((at, enabled) -> {
                                    at.step(0);
                                    return 0;
                                }))
                        .getMessage());
    }

    private void incrementTwice() {
        program.task((memory, registers) -> {
            for (int i = 0; i < 2; i++) {
                int seen = memory.getIntOpaque(FIRST, word);
                memory.setIntRelease(SECOND, word, seen + 1);
                registers.add(0, seen);
            }
        });
    }

    private static Picker picks(int... tasks) {
        return (machine, enabled) ->
                machine.trail().length() < tasks.length ? tasks[machine.trail().length()] : Picker.ABANDON;
    }

    private static long print(Machine machine) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.clear();
        machine.fingerprintInto(fingerprint);
        return fingerprint.low();
    }
}
