package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** The order of accesses of flusher and fsync: each pass, to the letter. */
class WritepageOrderTest {
    @Test
    void a_dirty_page_is_write_protected_then_marked_clean_then_read_by_the_disk() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "- getLong pmd",
                        "- getLongOpaque pte[0]",
                        "- getAndSetLong pte[0]",
                        "WbMkcleanFlush locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "WbMkcleanSet unlock ptl",
                        "- setLongRelease pte[0]",
                        "WbTransferDirty locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "- setInt reserved",
                        "- getInt buffer[0]",
                        "- getInt buffer[0]",
                        "- getIntOpaque data[0]",
                        "- setInt checksum[0]",
                        "- getInt buffer[1]",
                        "- getIntOpaque data[1]",
                        "- setInt checksum[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_writeback",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "- getIntVolatile data[0]",
                        "- setInt disk[0]",
                        "WbDevRead locked bus",
                        "- getIntVolatile data[1]",
                        "- setInt disk[1]",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.accesses());
    }

    @Test
    void a_clean_page_is_let_go_at_once() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.writepage.flush();
        assertEquals(
                List.of("WbLock lock PG_locked", "- getIntOpaque mapping", "- getIntOpaque PG_dirty"),
                machine.memory.accesses());
    }

    @Test
    void a_truncated_page_is_let_go_without_a_look_at_its_mark() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.truncated());
        machine.writepage.flush();
        assertEquals(List.of("WbLock lock PG_locked", "- getIntOpaque mapping"), machine.memory.accesses());
    }

    @Test
    void a_page_that_is_being_written_is_passed_over() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.memory.unrecorded().setIntRelease(KernelStep.WbStart, machine.page.writeback(), 1);
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "WbWait getIntVolatile PG_writeback",
                        "WbUnlock unlock PG_locked"),
                machine.memory.accesses());
    }

    @Test
    void a_clean_entry_is_left_alone_and_nothing_is_transferred() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().withEntry(FileMachine.CLEAN_ENTRY));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "- getLong pmd",
                        "- getLongOpaque pte[0]",
                        "WbTestClear compareAndSetInt PG_dirty"),
                machine.memory.accessesBefore(KernelStep.WbStart));
    }

    @Test
    void a_hole_is_left_alone_as_well() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().withEntry(Pte.NONE));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "- getLong pmd",
                        "- getLongOpaque pte[0]",
                        "WbTestClear compareAndSetInt PG_dirty"),
                machine.memory.accessesBefore(KernelStep.WbStart));
    }

    @Test
    void a_mark_that_somebody_else_took_ends_the_pass() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.memory.before(
                KernelStep.WbTestClear,
                () -> machine.memory.unrecorded().setIntRelease(KernelStep.TruncDelete, machine.page.dirty(), 0));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "WbWait getIntVolatile PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbMkcleanFlush locked bus",
                        "WbMkcleanSet unlock ptl",
                        "WbTransferDirty locked private_lock",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbUnlock unlock PG_locked"),
                machine.memory.steps());
    }

    @Test
    void a_page_without_buffers_is_not_read_by_the_disk() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().withBuffers(FilePage.NO_BUFFER));
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "- setInt reserved",
                        "- getInt buffer[0]",
                        "WbUnlock unlock PG_locked"),
                machine.memory.accessesFrom(KernelStep.WbTestClear));
    }

    @Test
    void only_the_half_whose_buffer_is_dirty_is_submitted() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().withEntry(FileMachine.CLEAN_ENTRY));
        machine.memory.unrecorded().setIntRelease(KernelStep.FsWriteBuffer, machine.page.buffer(0), FilePage.CLEAN);
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbStart locked private_lock",
                        "- setInt reserved",
                        "- getInt buffer[0]",
                        "- getInt buffer[0]",
                        "- setInt checksum[0]",
                        "- getInt buffer[1]",
                        "- getIntOpaque data[1]",
                        "- setInt checksum[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_writeback",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "- getIntVolatile data[1]",
                        "- setInt disk[1]",
                        "WbEnd setIntRelease PG_writeback"),
                machine.memory.accessesFrom(KernelStep.WbStart));
    }

    @Test
    void devices_that_follow_the_entry_are_stopped_before_it_is_cleared() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().notified());
        machine.writepage.flush();
        assertEquals(
                List.of(
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "WbWait getIntVolatile PG_writeback",
                        "MnInvalidateStart locked umem_mutex",
                        "- getAndAddInt invalidations",
                        "- locked bus",
                        "- getInt dma[0]",
                        "- getInt dma[1]",
                        "WbMkcleanClear lock ptl",
                        "- getLong pmd",
                        "- getLongOpaque pte[0]",
                        "- getAndSetLong pte[0]",
                        "WbMkcleanFlush locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "WbMkcleanSet unlock ptl",
                        "- setLongRelease pte[0]",
                        "MnInvalidateEnd getAndAddInt invalidations"),
                machine.memory.accessesBefore(KernelStep.WbTransferDirty));
    }

    @Test
    void fsync_is_told_what_it_owes_first_and_waits_for_writes_of_others_last() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.writepage.fsync();
        assertEquals(
                List.of(
                        "SyncCall locked private_lock",
                        "WbLock lock PG_locked",
                        "WbWait awaitInt PG_writeback",
                        "WbMkcleanClear lock ptl",
                        "WbMkcleanFlush locked bus",
                        "WbMkcleanSet unlock ptl",
                        "WbTransferDirty locked private_lock",
                        "WbTestClear compareAndSetInt PG_dirty",
                        "WbStart locked private_lock",
                        "WbUnlock unlock PG_locked",
                        "WbDevRead locked bus",
                        "WbDevRead locked bus",
                        "WbEnd setIntRelease PG_writeback",
                        "SyncWait awaitInt PG_writeback",
                        "SyncReturn local"),
                machine.memory.steps());
    }

    @Test
    void fsync_of_a_clean_page_still_waits() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.writepage.fsync();
        assertEquals(
                List.of(
                        "SyncCall locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getLongOpaque pte[0]",
                        "WbLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- getIntOpaque PG_dirty",
                        "SyncWait awaitInt PG_writeback",
                        "SyncReturn local"),
                machine.memory.accesses());
    }

    @Test
    void a_buffer_written_by_itself_is_clean_before_the_disk_reads_and_leaves_the_mark() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.io.writeBuffer(1);
        assertEquals(
                List.of(
                        "FsWriteBuffer locked private_lock",
                        "- getInt buffer[1]",
                        "- getIntVolatile PG_writeback",
                        "- setInt buffer[1]",
                        "- getIntVolatile data[1]",
                        "- setInt disk[1]"),
                machine.memory.accesses());
    }

    @Test
    void a_buffer_of_a_page_that_is_being_written_is_left_to_that_write() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.memory.unrecorded().setIntRelease(KernelStep.WbStart, machine.page.writeback(), 1);
        machine.io.writeBuffer(1);
        assertEquals(
                List.of("FsWriteBuffer locked private_lock", "- getInt buffer[1]", "- getIntVolatile PG_writeback"),
                machine.memory.accesses());
    }

    @Test
    void a_clean_buffer_is_not_written() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.io.writeBuffer(0);
        assertEquals(List.of("FsWriteBuffer locked private_lock", "- getInt buffer[0]"), machine.memory.accesses());
    }
}
