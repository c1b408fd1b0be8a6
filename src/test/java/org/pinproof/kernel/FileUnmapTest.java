package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** Unmapping and truncation: what they leave of the page, and to whom. */
class FileUnmapTest {
    private FileMachine<?> machine;

    @AfterEach
    void every_lock_is_free() {
        assertTrue(machine.isUnlocked());
    }

    @Test
    void the_page_knows_of_the_dirt_of_an_entry_that_went() {
        machine = FileMachine.of(Start.clean().withEntry(FileMachine.DIRTY_ENTRY));
        machine.zap.zap();
        assertEquals(Pte.NONE, machine.pte());
        assertEquals(1, machine.count());
        assertTrue(machine.isDirty());
        assertEquals(List.of(FilePage.DIRTY, FilePage.DIRTY), machine.buffers());
        assertEquals(0, machine.cell(machine.page.cut()), "the file still has it");
    }

    @Test
    void a_clean_entry_leaves_the_page_clean() {
        machine = FileMachine.of(Start.clean());
        machine.zap.zap();
        assertEquals(1, machine.count());
        assertFalse(machine.isDirty());
        assertFalse(machine.isFree());
    }

    @Test
    void a_hole_has_no_reference_to_drop() {
        machine = FileMachine.of(Start.cached());
        machine.zap.zap();
        assertEquals(1, machine.count());
        assertFalse(machine.isFree());
    }

    @Test
    void an_anonymous_page_goes_with_its_last_entry_mapping_and_all() {
        machine = FileMachine.of(Start.lazyfree());
        machine.zap.zap();
        assertEquals(0, machine.count());
        assertTrue(machine.isFree());
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
        assertEquals(1, machine.cell(machine.page.cut()));
    }

    @Test
    void a_pinned_page_is_left_to_its_pin() {
        machine = FileMachine.of(Start.lazyfree());
        assertEquals(new Pages(1), machine.pin());
        machine.zap.zap();
        assertEquals(1024, machine.count());
        assertFalse(machine.isFree());
        machine.release.unpinUserPage(0, machine.mark);
        assertTrue(machine.isFree());
    }

    @Test
    void no_cpu_stores_through_its_copy_afterwards() {
        machine = FileMachine.of(Start.dirty());
        machine.file.tlb().fill(machine.memory, 0);
        machine.file.tlb().fill(machine.memory, 1);
        machine.zap.zap();
        assertFalse(machine.file.tlb().store(machine.memory, 0, 0));
        assertFalse(machine.file.tlb().store(machine.memory, 1, 0));
        assertEquals(List.of(0, 0), machine.data());
    }

    @Test
    void a_store_before_the_flush_is_in_the_dirt_that_was_moved() {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(Start.dirty());
        machine = recorded;
        machine.file.tlb().fill(machine.memory, 0);
        recorded.memory.before(
                KernelStep.ZapFlush, () -> assertTrue(machine.file.tlb().store(machine.memory, 0, 1)));
        machine.zap.zap();
        assertEquals(List.of(0, 1), machine.data());
        assertTrue(machine.isDirty());
    }

    @Test
    void truncation_takes_everything_and_frees_the_page() {
        machine = FileMachine.of(Start.dirty());
        machine.truncate.truncate();
        assertEquals(Pte.NONE, machine.pte());
        assertFalse(machine.isDirty());
        assertEquals(List.of(FilePage.NO_BUFFER, FilePage.NO_BUFFER), machine.buffers());
        assertEquals(0, machine.cell(machine.page.reserved()));
        assertEquals(1, machine.cell(machine.page.cut()));
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
        assertEquals(0, machine.count());
        assertTrue(machine.isFree());
    }

    @Test
    void truncation_leaves_a_pinned_page_without_a_file_to_its_pin() {
        machine = FileMachine.of(Start.dirty());
        assertEquals(new Pages(1), machine.pin());
        machine.truncate.truncate();
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
        assertEquals(1024, machine.count());
        assertFalse(machine.isFree());
        machine.release.unpinUserPage(0, machine.mark);
        assertFalse(machine.isDirty(), "there is no file to be dirty for");
        assertTrue(machine.isFree());
    }

    @Test
    void truncation_twice_is_truncation_once() {
        machine = FileMachine.of(Start.dirty().heldBy(1));
        machine.truncate.truncate();
        machine.truncate.truncate();
        assertEquals(1, machine.count());
    }

    @Test
    void truncation_is_none_of_an_anonymous_page() {
        machine = FileMachine.of(Start.lazyfree());
        machine.truncate.truncate();
        assertEquals(FilePage.ANON, machine.mapping());
        assertEquals(0, machine.cell(machine.page.cut()));
        assertEquals(Pte.page(0), machine.pte());
        assertEquals(1, machine.count());
    }

    @Test
    void truncation_of_a_page_that_is_not_mapped_drops_the_caches_reference_alone() {
        machine = FileMachine.of(Start.cached().heldBy(1));
        machine.truncate.truncate();
        assertEquals(1, machine.count());
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
    }

    @Test
    void truncation_does_not_unmap_before_the_disk_has_read() {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(Start.dirty());
        machine = recorded;
        machine.set(machine.page.writeback(), 1);
        recorded.memory.before(KernelStep.TruncWait, () -> {
            assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
            machine.set(machine.page.writeback(), 0);
        });
        machine.truncate.truncate();
        assertTrue(machine.isFree());
    }
}
