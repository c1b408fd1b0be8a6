package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.CompoundPages;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.FrameTable.Initial;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.thp.SplitPage;

/** The order of accesses of a split, to the letter. */
class SplitPageOrderTest {

    /** A compound page of two that is mapped like this, with a splitter. */
    private static final class Split {
        private final FrameTable frames;
        private final RecordingMemory memory;
        private final SplitPage split;

        Split(int order, int count, long pmd, long... ptes) {
            MemoryLayout layout = new MemoryLayout();
            frames = new FrameTable(layout, new Initial(count, 0, false), new Initial(0, order > 0 ? 0 : 1, false));
            CompoundPages compound = new CompoundPages(layout, List.of(order, 0));
            AddressSpace mm = new AddressSpace(layout, pmd, ptes);
            int pageLock = layout.intCell("PG_locked", 0);
            int lruLock = layout.intCell("lru_lock", 0);
            memory = new RecordingMemory(layout);
            split = new SplitPage(memory, frames, compound, mm, new PageAllocator(memory, frames), pageLock, lruLock);
        }
    }

    private static Split leaf(int count) {
        return new Split(1, count, Pte.leaf(0), 0, 0);
    }

    @Test
    void a_split_unmaps_freezes_changes_the_tails_lets_go_of_the_count_and_only_then_maps_again() {
        Split machine = leaf(2);
        assertTrue(machine.split.split(0));
        assertEquals(
                List.of(
                        "SplitLock lock PG_locked",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque order[0]",
                        "SplitUnmap locked ptl",
                        "- getLong pmd",
                        "- setLongRelease pte[0]",
                        "- setLongRelease pte[1]",
                        "- getAndSetLong pmd",
                        "- getAndAddInt cnt[0]",
                        "SplitFreeze compareAndSetInt cnt[0]",
                        "SplitTails locked lru_lock",
                        "- getIntOpaque head[1]",
                        "- setIntRelease head[1]",
                        "- setIntRelease cnt[1]",
                        "- setIntRelease order[0]",
                        "SplitUnfreeze setIntRelease cnt[0]",
                        "SplitRemap locked ptl",
                        "- getLong pte[0]",
                        "- getIntOpaque head[0]",
                        "- getAndAddInt cnt[0]",
                        "- setLongRelease pte[0]",
                        "- getLong pte[1]",
                        "- getIntOpaque head[1]",
                        "- getAndAddInt cnt[1]",
                        "- setLongRelease pte[1]",
                        "SplitUnlock unlock PG_locked",
                        "SplitPut getAndAddInt cnt[1]"),
                machine.memory.accesses());
    }

    @Test
    void a_split_of_a_page_that_somebody_holds_brings_the_entries_back_and_touches_no_tail() {
        Split machine = leaf(3);
        assertFalse(machine.split.split(0));
        assertEquals(
                List.of(
                        "SplitFreeze compareAndSetInt cnt[0]",
                        "SplitRemap locked ptl",
                        "- getLong pte[0]",
                        "- getIntOpaque head[0]",
                        "- getAndAddInt cnt[0]",
                        "- setLongRelease pte[0]",
                        "- getLong pte[1]",
                        "- getIntOpaque head[1]",
                        "- getAndAddInt cnt[0]",
                        "- setLongRelease pte[1]",
                        "SplitUnlock unlock PG_locked"),
                machine.memory.accessesFrom(KernelStep.SplitFreeze));
    }

    @Test
    void what_is_mapped_page_by_page_is_cleared_entry_by_entry() {
        Split machine = new Split(1, 3, Pte.TABLE, Pte.page(0), Pte.page(1));
        assertTrue(machine.split.split(0));
        assertEquals(
                List.of(
                        "SplitLock lock PG_locked",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque order[0]",
                        "SplitUnmap locked ptl",
                        "- getLong pmd",
                        "- getLong pte[0]",
                        "- getIntOpaque head[0]",
                        "- getAndSetLong pte[0]",
                        "- getLong pte[1]",
                        "- getIntOpaque head[1]",
                        "- getAndSetLong pte[1]",
                        "- getAndAddInt cnt[0]"),
                machine.memory.accessesBefore(KernelStep.SplitFreeze));
    }

    @Test
    void a_page_that_nobody_maps_any_more_is_freed_by_its_put() {
        Split machine = new Split(1, 1, Pte.TABLE, Pte.NONE, Pte.NONE);
        assertTrue(machine.split.split(0));
        assertEquals(
                List.of(
                        "SplitUnlock unlock PG_locked",
                        "SplitPut getAndAddInt cnt[1]",
                        "RelFree locked zone_lock",
                        "- getIntOpaque head[0]",
                        "- getIntOpaque head[1]",
                        "- setInt free[1]",
                        "- setIntRelease head[1]"),
                machine.memory.accessesFrom(KernelStep.SplitUnlock));
    }

    @Test
    void what_is_no_huge_page_is_let_go_of_at_once() {
        Split machine = new Split(0, 1, Pte.TABLE, Pte.page(0), Pte.NONE);
        assertFalse(machine.split.split(0));
        assertEquals(
                List.of("SplitLock lock PG_locked", "- getIntOpaque head[0]", "- getIntOpaque order[0]"),
                machine.memory.accesses());
    }
}
