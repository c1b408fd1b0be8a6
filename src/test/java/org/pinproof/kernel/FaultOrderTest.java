package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** The order of accesses of who changes the entry: faults, unmapping, truncation. */
class FaultOrderTest {
    @Test
    void a_fault_on_a_write_protected_entry_tells_the_file_system_before_the_entry_lets_stores_through() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.fault.handle();
        assertEquals(
                List.of(
                        "FltReadPte locked ptl",
                        "- getLongOpaque pte[0]",
                        "- getIntOpaque mapping",
                        "- addIntUnlessZero cnt[0]",
                        "FltLock lock PG_locked",
                        "- getInt mapping",
                        "FltWaitStable awaitInt PG_writeback",
                        "FltMkwrite locked private_lock",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setInt reserved",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "FltInstall locked ptl",
                        "- getLongOpaque pte[0]",
                        "- setLongRelease pte[0]",
                        "- getAndAddInt cnt[0]",
                        "FltDirty unlock PG_locked",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty"),
                machine.memory.accesses());
    }

    @Test
    void a_fault_on_a_hole_gives_its_reference_to_the_entry() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.cached());
        machine.fault.handle();
        assertEquals(
                List.of(
                        "FltInstall locked ptl",
                        "- getLongOpaque pte[0]",
                        "- setLongRelease pte[0]",
                        "FltDirty unlock PG_locked",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty"),
                machine.memory.accessesFrom(KernelStep.FltInstall));
    }

    @Test
    void a_fault_on_an_entry_that_lets_stores_through_has_nothing_to_do() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.fault.handle();
        assertEquals(List.of("FltReadPte locked ptl", "- getLongOpaque pte[0]"), machine.memory.accesses());
    }

    @Test
    void a_fault_on_a_page_that_is_gone_ends_under_the_page_table_lock() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.truncated());
        machine.fault.handle();
        assertEquals(
                List.of("FltReadPte locked ptl", "- getLongOpaque pte[0]", "- getIntOpaque mapping"),
                machine.memory.accesses());
    }

    @Test
    void a_fault_on_a_frozen_page_is_refused_by_the_addition() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().heldBy(-2));
        machine.fault.handle();
        assertEquals(
                List.of(
                        "FltReadPte locked ptl",
                        "- getLongOpaque pte[0]",
                        "- getIntOpaque mapping",
                        "- addIntUnlessZero cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_fault_whose_entry_changed_gives_its_reference_back_and_installs_nothing() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.memory.before(
                KernelStep.FltInstall,
                () -> machine.memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.file.pte(), Pte.NONE));
        machine.fault.handle();
        assertEquals(
                List.of(
                        "FltInstall locked ptl",
                        "- getLongOpaque pte[0]",
                        "- getAndAddInt cnt[0]",
                        "FltUnlock unlock PG_locked"),
                machine.memory.accessesFrom(KernelStep.FltInstall));
    }

    @Test
    void a_fault_whose_page_was_truncated_meanwhile_lets_it_go() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.memory.before(
                KernelStep.FltLock,
                () -> machine.memory
                        .unrecorded()
                        .setIntRelease(KernelStep.TruncDelete, machine.page.mapping(), FilePage.NO_MAPPING));
        machine.fault.handle();
        assertEquals(
                List.of("FltLock lock PG_locked", "- getInt mapping", "FltPut getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.FltLock));
    }

    @Test
    void a_fault_that_is_the_last_to_let_a_truncated_page_go_frees_it() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.cached());
        machine.memory.before(KernelStep.FltLock, () -> {
            machine.memory
                    .unrecorded()
                    .setIntRelease(KernelStep.TruncDelete, machine.page.mapping(), FilePage.NO_MAPPING);
            machine.memory.unrecorded().getAndAddInt(KernelStep.TruncPut, machine.file.refcount(), -1);
        });
        machine.fault.handle();
        assertEquals(
                List.of(
                        "FltPut getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accessesFrom(KernelStep.FltPut));
    }

    @Test
    void an_unmapper_moves_the_dirt_in_the_section_that_clears_the_entry_and_flushes_before_it_unlocks() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.zap.zap();
        assertEquals(
                List.of(
                        "ZapClear lock ptl",
                        "- getAndSetLong pte[0]",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "- getIntOpaque mapping",
                        "ZapFlush unlock ptl",
                        "- locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "ZapPut getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void an_unmapper_of_a_clean_entry_marks_nothing() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.zap.zap();
        assertEquals(
                List.of(
                        "ZapClear lock ptl",
                        "- getAndSetLong pte[0]",
                        "- getIntOpaque mapping",
                        "ZapFlush unlock ptl",
                        "- locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "ZapPut getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void an_unmapper_of_a_hole_drops_the_lock_and_nothing_else() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.cached());
        machine.zap.zap();
        assertEquals(List.of("ZapClear lock ptl", "- getAndSetLong pte[0]"), machine.memory.accesses());
    }

    @Test
    void an_unmapper_that_is_the_last_to_let_go_frees() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.zap.zap();
        assertEquals(
                List.of(
                        "ZapPut getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accessesFrom(KernelStep.ZapPut));
    }

    @Test
    void an_unmapper_stops_devices_first_and_lets_them_begin_again_last() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.dirty().notified());
        machine.zap.zap();
        assertEquals(
                List.of(
                        "MnInvalidateStart locked umem_mutex",
                        "ZapClear lock ptl",
                        "ZapFlush unlock ptl",
                        "ZapPut getAndAddInt cnt[0]",
                        "MnInvalidateEnd getAndAddInt invalidations"),
                machine.memory.steps());
    }

    @Test
    void truncation_waits_for_the_disk_before_it_unmaps_and_deletes_before_it_puts() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.truncate.truncate();
        assertEquals(
                List.of(
                        "TruncLock lock PG_locked",
                        "TruncWait awaitInt PG_writeback",
                        "ZapClear lock ptl",
                        "ZapFlush unlock ptl",
                        "ZapPut getAndAddInt cnt[0]",
                        "TruncDelete unlock PG_locked",
                        "TruncPut getAndAddInt cnt[0]",
                        "RelFree locked zone_lock"),
                machine.memory.steps());
    }

    @Test
    void an_unmapper_of_an_anonymous_page_gives_its_content_up_in_the_section_that_clears_the_entry() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.lazyfree().heldBy(1));
        machine.zap.zap();
        assertEquals(
                List.of(
                        "ZapClear lock ptl",
                        "- getAndSetLong pte[0]",
                        "- getIntOpaque mapping",
                        "- setInt cut",
                        "ZapFlush unlock ptl",
                        "- locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "ZapPut getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void truncation_takes_mark_and_buffers_away_before_the_mapping() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.truncate.truncate();
        assertEquals(
                List.of(
                        "TruncDelete unlock PG_locked",
                        "- locked private_lock",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "- setInt reserved",
                        "- setInt cut",
                        "- setIntRelease mapping",
                        "TruncPut getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accessesFrom(KernelStep.TruncDelete));
    }

    @Test
    void truncation_of_a_page_that_the_file_has_lost_does_nothing() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.truncated());
        machine.truncate.truncate();
        assertEquals(List.of("TruncLock lock PG_locked", "- getIntOpaque mapping"), machine.memory.accesses());
    }

    @Test
    void truncation_of_an_anonymous_page_does_nothing() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.truncate.truncate();
        assertEquals(List.of("TruncLock lock PG_locked", "- getIntOpaque mapping"), machine.memory.accesses());
    }
}
