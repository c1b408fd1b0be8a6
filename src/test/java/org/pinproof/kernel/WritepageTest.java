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
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.WbPolicy;

class WritepageTest {
    private static final List<Integer> ALL_CLEAN = List.of(FilePage.CLEAN, FilePage.CLEAN);
    private static final List<Integer> ALL_DIRTY = List.of(FilePage.DIRTY, FilePage.DIRTY);

    private FileMachine<?> machine;

    @AfterEach
    void every_lock_is_free_and_no_write_is_under_way() {
        assertTrue(machine.isUnlocked());
        assertEquals(0, machine.cell(machine.page.writeback()));
    }

    private void start(Start start) {
        machine = FileMachine.of(start);
        machine.store(0);
        machine.store(1);
        machine.store(1);
    }

    private void assertWritten() {
        assertEquals(List.of(1, 2), machine.disk());
        assertFalse(machine.isDirty());
        assertEquals(ALL_CLEAN, machine.buffers());
        assertEquals(0, machine.cell(machine.page.reserved()));
        assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
    }

    @ParameterizedTest
    @EnumSource
    void a_dirty_page_that_nobody_pins_is_written_and_clean_under_every_policy(WbPolicy policy) {
        start(Start.dirty().under(policy));
        machine.writepage.flush();
        assertWritten();
        assertEquals(2, machine.count());
    }

    @ParameterizedTest
    @EnumSource
    void fsync_writes_it_as_well(WbPolicy policy) {
        start(Start.dirty().under(policy));
        machine.writepage.fsync();
        assertWritten();
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DENY"})
    void who_does_not_ask_writes_a_pinned_page_and_takes_its_mark(WbPolicy policy) {
        start(Start.dirty().under(policy).heldBy(1024));
        machine.writepage.flush();
        assertWritten();
        assertEquals(1026, machine.count());
    }

    @Test
    void skip_writes_nothing_of_a_pinned_page_by_fsync_neither() {
        start(Start.dirty().under(WbPolicy.SKIP).heldBy(1024));
        machine.writepage.fsync();
        assertEquals(List.of(0, 0), machine.disk());
        assertTrue(machine.isDirty());
        assertEquals(ALL_DIRTY, machine.buffers());
        assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
    }

    @ParameterizedTest
    @EnumSource(names = {"BOUNCE", "KEEP_DIRTY"})
    void a_pinned_page_that_is_written_stays_dirty_with_all_its_buffers_and_its_reservation(WbPolicy policy) {
        start(Start.dirty().under(policy).heldBy(1024));
        machine.set(machine.page.buffer(0), FilePage.CLEAN);
        machine.writepage.flush();
        assertEquals(List.of(1, 2), machine.disk());
        assertTrue(machine.isDirty());
        assertEquals(ALL_DIRTY, machine.buffers());
        assertEquals(1, machine.cell(machine.page.reserved()));
        assertEquals(FileMachine.CLEAN_ENTRY, machine.pte());
    }

    @Test
    void one_reference_below_the_bias_is_no_pin() {
        start(Start.dirty().under(WbPolicy.SKIP).heldBy(1021));
        machine.writepage.flush();
        assertWritten();
    }

    @Test
    void many_plain_references_look_like_a_pin() {
        start(Start.dirty().under(WbPolicy.SKIP).heldBy(1022));
        machine.writepage.flush();
        assertTrue(machine.isDirty());
    }

    @Test
    void bounce_writes_what_was_copied_and_no_checksum_of_it() {
        recorded(Start.dirty().under(WbPolicy.BOUNCE).heldBy(1024), KernelStep.WbStart, () -> machine.store(0));
        machine.writepage.flush();
        assertEquals(List.of(0, 0), machine.disk());
        assertEquals(List.of(1, 0), machine.data());
        assertEquals(-1, machine.cell(machine.page.checksum(0)));
    }

    @Test
    void keep_dirty_writes_what_is_there_when_the_disk_reads_whatever_the_checksum_says() {
        recorded(Start.dirty().under(WbPolicy.KEEP_DIRTY).heldBy(1024), KernelStep.WbDevRead, () -> machine.store(0));
        machine.writepage.flush();
        assertEquals(List.of(1, 0), machine.disk());
        assertEquals(0, machine.cell(machine.page.checksum(0)));
    }

    @Test
    void a_half_whose_buffer_is_clean_is_not_written() {
        start(Start.dirty().withEntry(FileMachine.CLEAN_ENTRY));
        machine.set(machine.page.buffer(1), FilePage.CLEAN);
        machine.writepage.flush();
        assertEquals(List.of(1, 0), machine.disk());
        assertEquals(-1, machine.cell(machine.page.checksum(1)));
    }

    @Test
    void a_dirty_entry_makes_all_buffers_dirty_first() {
        start(Start.dirty());
        machine.set(machine.page.buffer(1), FilePage.CLEAN);
        machine.writepage.flush();
        assertWritten();
    }

    @Test
    void the_changes_of_a_page_without_buffers_are_dropped() {
        start(Start.dirty().withBuffers(FilePage.NO_BUFFER));
        machine.writepage.flush();
        assertEquals(List.of(0, 0), machine.disk());
        assertFalse(machine.isDirty());
    }

    @Test
    void a_clean_page_and_one_that_is_truncated_are_left_as_they_are() {
        start(Start.clean());
        machine.writepage.flush();
        assertEquals(List.of(0, 0), machine.disk());
        start(Start.truncated());
        machine.set(machine.page.dirty(), 1);
        machine.writepage.fsync();
        assertTrue(machine.isDirty());
    }

    @Test
    void wait_writes_the_page_once_its_last_pin_is_gone() {
        recorded(Start.dirty().under(WbPolicy.WAIT).heldBy(1024), KernelStep.WbWaitPins, () -> {
            machine.store(1);
            machine.release.unpinUserPage(0);
        });
        machine.writepage.fsync();
        assertEquals(List.of(0, 1), machine.disk());
        assertFalse(machine.isDirty());
        assertEquals(FileLease.NONE, machine.cell(machine.file.lease().state()));
    }

    @Test
    void revoke_asks_for_the_lease_and_writes_the_page_once_it_is_given_up() {
        recorded(
                Start.dirty().under(WbPolicy.REVOKE).heldBy(1024),
                KernelStep.WbWaitPins,
                () -> machine.release.unpinUserPage(0));
        machine.writepage.flush();
        assertFalse(machine.isDirty());
        assertEquals(FileLease.BREAKING, machine.cell(machine.file.lease().state()));
    }

    @Test
    void a_device_that_follows_the_entry_is_stopped_and_the_invalidation_has_ended() {
        start(Start.dirty().notified());
        assertTrue(machine.file.notifier().mapUnlessInvalidated(machine.memory, 0, 0));
        machine.writepage.flush();
        int invalidations = machine.cell(machine.file.notifier().invalidations());
        assertEquals(1, MmuNotifier.ended(invalidations));
        assertEquals(0, MmuNotifier.underWay(invalidations));
        assertEquals(DmaMappings.NONE, machine.cell(machine.file.device().mapping(0)));
    }

    @Test
    void a_mark_that_comes_after_the_test_and_clear_stays_for_the_next_pass() {
        recorded(
                Start.dirty().heldBy(1024),
                KernelStep.WbUnlock,
                () -> machine.memory.locked(
                        KernelStep.RelDirtySet, machine.page.privateLock(), machine.page::setDirtyUnder));
        machine.writepage.flush();
        assertTrue(machine.isDirty());
        assertEquals(ALL_DIRTY, machine.buffers());
        machine.writepage.flush();
        assertFalse(machine.isDirty());
    }

    @Test
    void a_cpu_cannot_store_through_its_copy_after_the_page_was_cleaned() {
        start(Start.dirty());
        machine.file.tlb().fill(machine.memory, 1);
        machine.writepage.flush();
        assertFalse(machine.file.tlb().store(machine.memory, 1, 0));
        assertEquals(List.of(1, 2), machine.data());
    }

    @Test
    void a_dirty_buffer_is_written_by_itself_and_the_mark_stays() {
        start(Start.dirty());
        machine.io.writeBuffer(1);
        assertEquals(List.of(0, 2), machine.disk());
        assertEquals(List.of(FilePage.DIRTY, FilePage.CLEAN), machine.buffers());
        assertTrue(machine.isDirty());
        assertEquals(FileMachine.DIRTY_ENTRY, machine.pte());
    }

    @Test
    void two_versions_come_out_of_a_word_as_they_went_in() {
        start(Start.clean());
        long packed = PageIo.pack(-1, Integer.MAX_VALUE);
        assertEquals(-1, PageIo.version(packed, 0));
        assertEquals(Integer.MAX_VALUE, PageIo.version(packed, 1));
        assertEquals(0, PageIo.version(PageIo.pack(0, -1), 0));
        assertEquals(-1, PageIo.version(PageIo.pack(0, -1), 1));
    }

    @Test
    void an_entry_that_is_clean_but_writable_is_write_protected_as_well() {
        start(Start.dirty().withEntry(Pte.page(0)));
        machine.writepage.flush();
        assertWritten();
    }

    private void recorded(Start start, KernelStep step, Runnable interruption) {
        FileMachine<RecordingMemory> recorded = FileMachine.recorded(start);
        recorded.memory.before(step, interruption);
        machine = recorded;
    }
}
