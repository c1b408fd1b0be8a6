package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.writeback.WbPolicy;

/** The order of accesses of reclaim, to the letter. */
class ShrinkPageOrderTest {
    @Test
    void a_clean_page_is_unmapped_stripped_frozen_looked_at_again_and_deleted() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- addIntUnlessZero cnt[0]",
                        "RclUnmap lock ptl",
                        "- getAndSetLong pte[0]",
                        "RclFlush unlock ptl",
                        "- locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "- getAndAddInt cnt[0]",
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclStripBuffers locked private_lock",
                        "- getInt buffer[0]",
                        "- getInt buffer[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclDirtyRecheck getIntVolatile PG_dirty",
                        "RclDelete unlock PG_locked",
                        "- setIntRelease mapping",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accesses());
    }

    @Test
    void a_page_that_is_not_mapped_is_not_flushed_for() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.cached());
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "RclUnmap lock ptl",
                        "RclTestDirty locked private_lock",
                        "RclStripBuffers locked private_lock",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclDirtyRecheck getIntVolatile PG_dirty",
                        "RclDelete unlock PG_locked",
                        "RelFree locked zone_lock"),
                machine.memory.steps());
    }

    @Test
    void a_dirty_page_gets_the_dirt_of_its_entry_and_is_kept() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.dirty());
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- addIntUnlessZero cnt[0]",
                        "RclUnmap lock ptl",
                        "- getAndSetLong pte[0]",
                        "RclFlush unlock ptl",
                        "- locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "- locked private_lock",
                        "- getInt buffer[0]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "- setIntRelease PG_dirty",
                        "- getAndAddInt cnt[0]",
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_page_that_is_being_written_is_kept() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.memory.unrecorded().setIntRelease(KernelStep.WbStart, machine.page.writeback(), 1);
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RclTestDirty));
    }

    @Test
    void a_pinned_page_keeps_its_buffers_if_the_policy_asks() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().under(WbPolicy.BOUNCE).heldBy(1024));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclPinTest getIntVolatile cnt[0]",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RclTestDirty));
    }

    @Test
    void a_pinned_page_loses_its_buffers_if_nobody_asks_and_cannot_be_frozen() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().heldBy(1024));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclStripBuffers locked private_lock",
                        "- getInt buffer[0]",
                        "- getInt buffer[1]",
                        "- setInt buffer[0]",
                        "- setInt buffer[1]",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RclTestDirty));
    }

    @Test
    void an_unpinned_page_is_asked_about_before_it_is_stripped() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().under(WbPolicy.WAIT));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "RclUnmap lock ptl",
                        "RclFlush unlock ptl",
                        "RclTestDirty locked private_lock",
                        "RclPinTest getIntVolatile cnt[0]",
                        "RclStripBuffers locked private_lock",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclDirtyRecheck getIntVolatile PG_dirty",
                        "RclDelete unlock PG_locked",
                        "RelFree locked zone_lock"),
                machine.memory.steps());
    }

    @Test
    void a_dirty_buffer_keeps_the_page_and_all_its_buffers() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().withBuffers(FilePage.DIRTY));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclStripBuffers locked private_lock",
                        "- getInt buffer[0]",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RclStripBuffers));
    }

    @Test
    void a_mark_that_came_before_the_freeze_unfreezes() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.clean());
        machine.memory.before(
                KernelStep.RclFreeze,
                () -> machine.memory.unrecorded().setIntRelease(KernelStep.RelDirtySet, machine.page.dirty(), 1));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclDirtyRecheck getIntVolatile PG_dirty",
                        "RclUnfreeze setIntRelease cnt[0]",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.RclFreeze));
    }

    @Test
    void a_page_without_a_mapping_is_not_isolated() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.truncated());
        machine.shrink.reclaim();
        assertEquals(List.of("RclLock lock PG_locked", "- getIntOpaque mapping"), machine.memory.accesses());
    }

    @Test
    void devices_that_follow_the_entry_are_stopped_before_the_page_is_unmapped() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.clean().notified());
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "MnInvalidateStart locked umem_mutex",
                        "RclUnmap lock ptl",
                        "RclFlush unlock ptl",
                        "MnInvalidateEnd getAndAddInt invalidations",
                        "RclTestDirty locked private_lock",
                        "RclStripBuffers locked private_lock",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclDirtyRecheck getIntVolatile PG_dirty",
                        "RclDelete unlock PG_locked",
                        "RelFree locked zone_lock"),
                machine.memory.steps());
    }
}
