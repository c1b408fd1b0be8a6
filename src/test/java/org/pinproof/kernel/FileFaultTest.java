package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

class FileFaultTest {
    private static final List<Integer> ALL_DIRTY = List.of(FilePage.DIRTY, FilePage.DIRTY);

    private FileMachine<?> machine;

    @AfterEach
    void every_lock_is_free() {
        assertTrue(machine.isUnlocked());
    }

    private FileFault.Outcome handle(Start start) {
        machine = FileMachine.of(start);
        return machine.fault.handle();
    }

    @Test
    void makes_a_write_protected_entry_writable_and_tells_the_file_system() {
        assertEquals(FileFault.Outcome.RETRY, handle(Start.clean()));
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
        assertEquals(2, machine.count());
        assertTrue(machine.isDirty());
        assertEquals(ALL_DIRTY, machine.buffers());
        assertEquals(1, machine.cell(machine.page.reserved()));
    }

    @Test
    void maps_a_page_that_is_only_in_the_cache_and_attaches_buffers() {
        assertEquals(FileFault.Outcome.RETRY, handle(Start.cached()));
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
        assertEquals(2, machine.count());
        assertEquals(ALL_DIRTY, machine.buffers());
    }

    @Test
    void has_nothing_to_do_where_the_entry_lets_stores_through() {
        assertEquals(FileFault.Outcome.RETRY, handle(Start.clean().withEntry(Pte.page(0))));
        assertEquals(Pte.page(0), machine.pte());
        assertEquals(2, machine.count());
        assertFalse(machine.isDirty());
    }

    @Test
    void says_that_a_truncated_page_is_gone_and_takes_no_reference() {
        assertEquals(FileFault.Outcome.GONE, handle(Start.truncated()));
        assertEquals(1, machine.count());
    }

    @Test
    void says_that_a_frozen_page_is_gone_and_does_not_bring_it_back() {
        assertEquals(FileFault.Outcome.GONE, handle(Start.cached().heldBy(-1)));
        assertEquals(0, machine.count());
    }

    @Test
    void installs_nothing_over_an_entry_that_somebody_else_installed() {
        interrupted(Start.cached(), KernelStep.FltInstall, () -> {
            machine.setPte(FileMachine.DIRTY_ENTRY);
            machine.memory.getAndAddInt(KernelStep.FltInstall, machine.file.refcount(), 1);
        });
        assertEquals(FileFault.Outcome.RETRY, machine.fault.handle());
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
        assertEquals(2, machine.count());
        assertTrue(machine.isDirty(), "the file system has been told all the same");
    }

    @Test
    void installs_nothing_over_an_entry_that_went() {
        interrupted(Start.clean(), KernelStep.FltInstall, () -> machine.zap.zap());
        assertEquals(FileFault.Outcome.RETRY, machine.fault.handle());
        assertEquals(Pte.NONE, machine.pte());
        assertEquals(1, machine.count());
    }

    @Test
    void lets_a_page_go_that_was_truncated_before_it_was_locked_and_frees_it_as_the_last() {
        interrupted(Start.clean(), KernelStep.FltLock, () -> machine.truncate.truncate());
        assertEquals(FileFault.Outcome.RETRY, machine.fault.handle());
        assertEquals(0, machine.count());
        assertTrue(machine.isFree());
        assertFalse(machine.isDirty());
        assertEquals(Pte.NONE, machine.pte());
    }

    @Test
    void lets_the_end_of_a_write_come_before_the_entry() {
        interrupted(Start.clean(), KernelStep.FltWaitStable, () -> {
            assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
            machine.set(machine.page.writeback(), 0);
        });
        machine.set(machine.page.writeback(), 1);
        assertEquals(FileFault.Outcome.RETRY, machine.fault.handle());
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
    }

    @Test
    void does_not_wait_for_a_page_that_may_change_while_it_is_written() {
        machine = FileMachine.of(Start.clean());
        machine.set(machine.page.writeback(), 1);
        assertEquals(FileFault.Outcome.RETRY, new FileFault(machine.memory, machine.file, false).handle());
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
    }

    private void interrupted(Start start, KernelStep step, Runnable interruption) {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(start);
        recorded.memory.before(step, interruption);
        machine = recorded;
    }
}
