package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.FileMachine.Start;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

/** The order of accesses of reclaim of what MADV_FREE left, to the letter. */
class LazyFreeOrderTest {
    @Test
    void a_page_that_is_about_to_be_freed_is_not_isolated() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.lazyfree().heldBy(-1));
        machine.shrink.reclaim();
        assertEquals(
                List.of("RclLock lock PG_locked", "- getIntOpaque mapping", "- addIntUnlessZero cnt[0]"),
                machine.memory.accesses());
    }

    @Test
    void a_lazily_freed_page_is_asked_for_its_count_first_and_its_mark_second() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclLock lock PG_locked",
                        "- getIntOpaque mapping",
                        "- addIntUnlessZero cnt[0]",
                        "RclUnmap lock ptl",
                        "- getAndSetLong pte[0]",
                        "RclFlush locked bus",
                        "- getAndSetLong tlb[0]",
                        "- getAndSetLong tlb[1]",
                        "LazyRead unlock ptl",
                        "- getIntVolatile cnt[0]",
                        "- getIntVolatile PG_dirty",
                        "- getAndAddInt cnt[0]",
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
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
    void a_lazily_freed_page_that_somebody_holds_gets_its_entry_back_without_a_look_at_the_mark() {
        FileMachine<RecordingMemory> machine =
                FileMachine.recorded(Start.lazyfree().heldBy(1024));
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "LazyRead unlock ptl",
                        "- getIntVolatile cnt[0]",
                        "- setLongRelease pte[0]",
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclFreeze compareAndSetInt cnt[0]",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.LazyRead));
    }

    @Test
    void a_lazily_freed_page_that_was_marked_gets_its_entry_back() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.memory.unrecorded().setIntRelease(KernelStep.RelDirtySet, machine.page.dirty(), 1);
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "LazyRead unlock ptl",
                        "- getIntVolatile cnt[0]",
                        "- getIntVolatile PG_dirty",
                        "- setLongRelease pte[0]",
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesFrom(KernelStep.LazyRead));
    }

    @Test
    void a_lazily_freed_page_that_was_unmapped_while_isolated_is_freed_by_putting_it_back() {
        FileMachine<RecordingMemory> machine = FileMachine.recorded(Start.lazyfree());
        machine.memory.unrecorded().setIntRelease(KernelStep.RelDirtySet, machine.page.dirty(), 1);
        machine.memory.before(KernelStep.RclTestDirty, () -> {
            machine.memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.file.pte(), Pte.NONE);
            machine.memory.unrecorded().getAndAddInt(KernelStep.ZapPut, machine.file.refcount(), -1);
        });
        machine.shrink.reclaim();
        assertEquals(
                List.of(
                        "RclTestDirty locked private_lock",
                        "- getIntOpaque PG_dirty",
                        "- getIntVolatile PG_writeback",
                        "RclKeep unlock PG_locked",
                        "- getAndAddInt cnt[0]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- setInt free[0]",
                        "- setIntRelease head[0]",
                        "- setIntRelease mapping"),
                machine.memory.accessesFrom(KernelStep.RclTestDirty));
    }
}
