package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.GupResult;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.writeback.WbPolicy;

class ShrinkPageTest {
    private static final List<Integer> NO_BUFFERS = List.of(FilePage.NO_BUFFER, FilePage.NO_BUFFER);

    private FileMachine<?> machine;

    @AfterEach
    void every_lock_is_free() {
        assertTrue(machine.isUnlocked());
    }

    private boolean reclaim(Start start) {
        machine = FileMachine.of(start);
        return machine.shrink.reclaim();
    }

    private void assertGone() {
        assertTrue(machine.isFree());
        assertEquals(0, machine.count());
        assertEquals(Pte.NONE, machine.pte());
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
        assertEquals(NO_BUFFERS, machine.buffers());
    }

    @ParameterizedTest
    @EnumSource
    void a_clean_page_that_nobody_holds_is_freed_under_every_policy(WbPolicy policy) {
        assertTrue(reclaim(Start.clean().under(policy)));
        assertGone();
    }

    @Test
    void a_page_that_is_only_in_the_cache_is_freed() {
        assertTrue(reclaim(Start.cached()));
        assertGone();
    }

    @Test
    void a_dirty_page_is_unmapped_and_left_to_the_flusher() {
        assertFalse(reclaim(Start.dirty()));
        assertFalse(machine.isFree());
        assertEquals(1, machine.count());
        assertEquals(Pte.NONE, machine.pte());
        assertEquals(FilePage.FILE, machine.mapping());
        assertTrue(machine.isDirty());
    }

    @Test
    void the_dirt_of_an_entry_is_not_lost_with_it() {
        assertFalse(reclaim(Start.clean().withEntry(FileMachine.DIRTY_ENTRY)));
        assertTrue(machine.isDirty());
        assertEquals(List.of(FilePage.DIRTY, FilePage.DIRTY), machine.buffers());
    }

    @Test
    void a_page_that_is_being_written_is_kept_with_its_buffers() {
        machine = FileMachine.of(Start.clean());
        machine.set(machine.page.writeback(), 1);
        assertFalse(machine.shrink.reclaim());
        assertEquals(1, machine.count());
        assertEquals(List.of(FilePage.CLEAN, FilePage.CLEAN), machine.buffers());
    }

    @Test
    void a_pinned_page_keeps_its_buffers_where_somebody_asks() {
        assertFalse(reclaim(Start.clean().under(WbPolicy.BOUNCE).heldBy(1024)));
        assertEquals(1025, machine.count());
        assertEquals(List.of(FilePage.CLEAN, FilePage.CLEAN), machine.buffers());
        assertEquals(FilePage.FILE, machine.mapping());
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DENY"})
    void a_pinned_page_loses_them_where_nobody_does_and_is_kept_by_its_count(WbPolicy policy) {
        assertFalse(reclaim(Start.clean().under(policy).heldBy(1024)));
        assertEquals(1025, machine.count());
        assertEquals(NO_BUFFERS, machine.buffers());
        assertEquals(FilePage.FILE, machine.mapping());
    }

    @Test
    void one_plain_reference_is_enough_to_keep_a_page() {
        assertFalse(reclaim(Start.clean().under(WbPolicy.WAIT).heldBy(1)));
        assertEquals(2, machine.count());
        assertFalse(machine.isFree());
    }

    @Test
    void one_dirty_buffer_keeps_both() {
        machine = FileMachine.of(Start.clean());
        machine.set(machine.page.buffer(1), FilePage.DIRTY);
        assertFalse(machine.shrink.reclaim());
        assertEquals(List.of(FilePage.CLEAN, FilePage.DIRTY), machine.buffers());
    }

    @Test
    void a_mark_that_is_seen_behind_the_freeze_gives_the_cache_its_reference_back() {
        interrupted(Start.clean(), KernelStep.RclFreeze, () -> machine.set(machine.page.dirty(), 1));
        assertFalse(machine.shrink.reclaim());
        assertEquals(1, machine.count());
        assertEquals(FilePage.FILE, machine.mapping());
        assertTrue(machine.isDirty());
        assertFalse(machine.isFree());
    }

    @Test
    void nobody_gets_a_frozen_page() {
        GupResult[] pinned = new GupResult[1];
        interrupted(Start.clean(), KernelStep.RclDirtyRecheck, () -> pinned[0] = machine.pin());
        assertTrue(machine.shrink.reclaim());
        assertEquals(new GupResult.Error(Errno.EFAULT), pinned[0]);
        assertGone();
    }

    @Test
    void who_pins_before_the_freeze_keeps_the_page() {
        interrupted(
                Start.clean(),
                KernelStep.RclFreeze,
                () -> machine.memory.getAndAddInt(KernelStep.FastGrab, machine.file.refcount(), 1024));
        assertFalse(machine.shrink.reclaim());
        assertEquals(1025, machine.count());
        assertEquals(FilePage.FILE, machine.mapping());
    }

    @Test
    void a_page_without_a_mapping_is_no_matter_of_reclaim() {
        assertFalse(reclaim(Start.truncated()));
        assertEquals(1, machine.count());
        assertFalse(machine.isFree());
    }

    @Test
    void a_page_that_somebody_else_is_about_to_free_is_not_freed_twice() {
        assertFalse(reclaim(Start.lazyfree().heldBy(-1)));
        assertEquals(0, machine.count());
        assertFalse(machine.isFree());
    }

    @Test
    void a_lazily_freed_page_that_is_clean_goes_without_a_trace() {
        assertTrue(reclaim(Start.lazyfree()));
        assertGone();
    }

    @Test
    void a_lazily_freed_page_that_was_stored_to_stays_mapped_as_it_was() {
        assertFalse(reclaim(Start.lazyfree().withEntry(FileMachine.DIRTY_ENTRY)));
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
        assertEquals(1, machine.count());
        assertEquals(FilePage.ANON, machine.mapping());
    }

    @Test
    void a_lazily_freed_page_that_is_pinned_stays_mapped_as_it_was() {
        assertFalse(reclaim(Start.lazyfree().heldBy(1024)));
        assertEquals(Pte.page(0), machine.pte());
        assertEquals(1025, machine.count());
    }

    @Test
    void a_lazily_freed_page_that_was_marked_by_a_release_stays() {
        machine = FileMachine.of(Start.lazyfree());
        machine.set(machine.page.dirty(), 1);
        assertFalse(machine.shrink.reclaim());
        assertEquals(Pte.page(0), machine.pte());
        assertEquals(1, machine.count());
    }

    @Test
    void a_lazily_freed_page_that_is_unmapped_while_isolated_is_freed() {
        interrupted(
                Start.lazyfree().withEntry(FileMachine.DIRTY_ENTRY), KernelStep.RclTestDirty, () -> machine.zap.zap());
        assertTrue(machine.shrink.reclaim());
        assertTrue(machine.isFree());
        assertEquals(0, machine.count());
        assertEquals(FilePage.NO_MAPPING, machine.mapping());
    }

    @Test
    void a_cpu_cannot_store_through_its_copy_to_a_page_that_was_reclaimed() {
        machine = FileMachine.of(Start.lazyfree());
        machine.file.tlb().fill(machine.memory, 0);
        assertTrue(machine.shrink.reclaim());
        assertFalse(machine.file.tlb().store(machine.memory, 0, 0));
        assertEquals(List.of(0, 0), machine.data());
    }

    @Test
    void invalidations_end_whether_or_not_there_was_an_entry() {
        assertTrue(reclaim(Start.clean().notified()));
        assertEquals(256, machine.cell(machine.file.notifier().invalidations()));
        assertTrue(reclaim(Start.cached().notified()));
        assertEquals(1, MmuNotifier.ended(machine.cell(machine.file.notifier().invalidations())));
    }

    private void interrupted(Start start, KernelStep step, Runnable interruption) {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(start);
        recorded.memory.before(step, interruption);
        machine = recorded;
    }
}
