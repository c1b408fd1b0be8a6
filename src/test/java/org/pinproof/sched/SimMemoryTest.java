package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pinproof.sched.ScriptProgram.TestStep.FIRST;
import static org.pinproof.sched.ScriptProgram.TestStep.FOURTH;
import static org.pinproof.sched.ScriptProgram.TestStep.SECOND;
import static org.pinproof.sched.ScriptProgram.TestStep.THIRD;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.Memory;

class SimMemoryTest {

    private final ScriptProgram program = new ScriptProgram("memory");

    @Test
    void each_access_returns_and_leaves_what_hardware_would() {
        int word = program.intCell("word", Integer.MAX_VALUE);
        int wide = program.longCell("wide", -1L);
        List<Object> seen = new ArrayList<>();
        runOnce(memory -> {
            seen.clear();
            seen.add(memory.getAndAddInt(FIRST, word, 1));
            seen.add(memory.getIntOpaque(FIRST, word));
            seen.add(memory.compareAndSetInt(FIRST, word, 7, 8));
            seen.add(memory.compareAndSetInt(FIRST, word, Integer.MIN_VALUE, 0));
            seen.add(memory.addIntUnlessZero(FIRST, word, 5));
            memory.setIntRelease(SECOND, word, 3);
            seen.add(memory.addIntUnlessZero(FIRST, word, 5));
            seen.add(memory.getIntAcquire(FIRST, word));
            seen.add(memory.getAndSetLong(THIRD, wide, 1L << 40));
            seen.add(memory.getLongOpaque(THIRD, wide));
            memory.setLongRelease(THIRD, wide, 9);
            memory.fullFence(FOURTH);
            memory.local(FOURTH, 77);
            seen.add(memory.getLongAcquire(THIRD, wide));
        });
        assertEquals(
                List.of(Integer.MAX_VALUE, Integer.MIN_VALUE, false, true, false, true, 8, -1L, 1L << 40, 9L), seen);
    }

    @Test
    void a_section_exchanges_a_long_only_if_it_is_what_was_expected() {
        int lock = program.intCell("lock", 0);
        int wide = program.longCell("wide", 1L << 40);
        List<Object> seen = new ArrayList<>();
        runOnce(memory -> {
            seen.clear();
            memory.locked(FIRST, lock, held -> {
                seen.add(held.compareAndSetLong(wide, 1, 2));
                seen.add(held.getLongOpaque(wide));
                seen.add(held.compareAndSetLong(wide, 1L << 40, 3L << 40));
                seen.add(held.getLongOpaque(wide));
                return 0;
            });
        });
        assertEquals(List.of(false, 1L << 40, true, 3L << 40), seen);
    }

    @Test
    void a_lock_is_kept_exactly_if_the_section_answers_not_zero() {
        int lock = program.intCell("ptl", 0);
        program.task((memory, registers) -> {
            memory.lock(FIRST, lock, section -> 0);
            memory.lock(SECOND, lock, section -> 5);
            memory.unlock(THIRD, lock, section -> 0);
        });
        Machine machine = new Machine(program);
        machine.step(0);
        assertEquals(0, machine.cell(lock));
        machine.step(0);
        assertEquals(1, machine.cell(lock));
        assertEquals(5, machine.logResult(0, 1));
        machine.step(0);
        assertEquals(0, machine.cell(lock));
        assertTrue(machine.finished());
    }

    @Test
    void a_task_that_wants_a_held_lock_is_not_enabled_until_it_is_free() {
        int lock = program.intCell("ptl", 0);
        program.task((memory, registers) -> {
            memory.lock(FIRST, lock, section -> 1);
            memory.unlock(SECOND, lock, section -> 0);
        });
        program.task((memory, registers) -> memory.locked(THIRD, lock, section -> 0));
        Machine machine = new Machine(program);
        assertEquals(0b11, machine.enabled());
        machine.step(0);
        assertEquals(0b01, machine.enabled());
        assertEquals(
                "task t2 cannot take a step: it waits for ptl. Step only tasks of Machine.enabled().",
                assertThrows(IllegalStateException.class, () -> machine.step(1)).getMessage());
        machine.step(0);
        assertEquals(0b10, machine.enabled());
    }

    @Test
    void a_section_is_one_step_that_touches_its_lock_and_its_cells() {
        int lock = program.intCell("ptl", 0);
        int inner = program.intCell("zone", 0);
        int word = program.intCell("word", 1);
        program.task((memory, registers) -> registers.set(0, (int) memory.locked(FIRST, lock, section -> {
            section.locked(inner, nested -> nested.getAndAddInt(word, 4));
            return section.getInt(word);
        })));
        Machine machine = new Machine(program);
        machine.step(0);
        assertEquals(5, machine.committed(0, 0));
        List<Integer> touched = new ArrayList<>();
        for (int i = 0; i < machine.footprint().size(); i++) {
            touched.add(machine.footprint().cell(i));
        }
        assertEquals(List.of(lock, inner, word, word), touched);
    }

    @Test
    void a_section_reads_and_writes_what_others_look_at_without_the_lock() {
        int lock = program.intCell("ptl", 0);
        int word = program.intCell("word", 1);
        int wide = program.longCell("wide", -1L);
        List<Object> seen = new ArrayList<>();
        program.task((memory, registers) -> memory.locked(FIRST, lock, section -> {
            seen.add(section.getIntOpaque(word));
            section.setIntRelease(word, 7);
            seen.add(section.getIntVolatile(word));
            seen.add(section.getAndSetLong(wide, 1L << 40));
            return section.getLong(wide);
        }));
        Machine machine = new Machine(program);
        machine.step(0);
        assertEquals(List.of(1, 7, -1L), seen);
        assertEquals(7, machine.cell(word));
        assertEquals(1L << 40, machine.cell(wide));
    }

    @Test
    void rejects_an_unlock_of_a_lock_that_the_task_does_not_hold() {
        int lock = program.intCell("ptl", 0);
        assertEquals(
                "task t1 failed in operation op: java.lang.IllegalStateException: SECOND: task t1 releases ptl, which nobody"
                        + " holds. Only the task whose Memory.lock kept a lock may unlock it.",
                failure((memory, registers) -> memory.unlock(SECOND, lock, section -> 0)));
    }

    @Test
    void rejects_a_section_that_takes_its_own_lock_again() {
        int lock = program.intCell("ptl", 0);
        assertEquals(
                "task t1 failed in operation op: java.lang.IllegalStateException: inner lock ptl is not free, task number 0"
                        + " holds it: a lock taken inside a section must not be kept across steps, and not be taken twice."
                        + " Take it with locked, or make it the outer lock.",
                failure((memory, registers) ->
                        memory.locked(FIRST, lock, section -> section.locked(lock, nested -> 0))));
    }

    @Test
    void registers_count_once_however_often_the_operation_is_run_again() {
        int word = program.intCell("word", 0);
        program.task((memory, registers) -> {
            registers.add(0, 1);
            for (int i = 0; i < 5; i++) {
                memory.getAndAddInt(FIRST, word, 1);
                registers.add(1, 10);
            }
        });
        Machine machine = new Machine(program);
        machine.step(0);
        machine.step(0);
        assertEquals(20, machine.register(0, 1));
        assertEquals(0, machine.committed(0, 1));
        machine.step(0);
        machine.step(0);
        machine.step(0);
        assertEquals(50, machine.committed(0, 1));
        assertEquals(1, machine.committed(0, 0));
        assertEquals(5, machine.cell(word));
    }

    private void runOnce(Consumer<Memory> body) {
        program.task((memory, registers) -> body.accept(memory));
        assertEquals(Ending.FINISHED, new Machine(program).run((at, enabled) -> 0));
    }

    private String failure(ToLongBiFunction<Memory, Registers> body) {
        program.task(body::applyAsLong);
        Machine machine = new Machine(program);
        return assertThrows(TaskFailedException.class, () -> machine.step(0)).getMessage();
    }
}
