package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.SlowGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/** Four pmds: a table, two leaves whose pages lie the other way round, and none. */
class SeveralPmdsTest {
    private static final int SIZE = AddressSpace.PAGES_PER_PMD;
    private static final int PINS = 1024;

    private final MemoryLayout layout = new MemoryLayout();
    private final FrameTable frames = frames();
    private final AddressSpace mm =
            new AddressSpace(layout, new long[] {Pte.TABLE, Pte.leaf(2 * SIZE), Pte.leaf(SIZE), Pte.NONE}, ptes());
    private final HardwareMemory memory = new HardwareMemory(layout);
    private final FastGup fast = new FastGup(memory, frames, mm, new PageAllocator(memory, frames));
    private final int[] pages = new int[4 * SIZE];

    private FrameTable frames() {
        FrameTable.Initial[] initial = new FrameTable.Initial[3 * SIZE];
        for (int pfn = 0; pfn < initial.length; pfn++) {
            int head = pfn < SIZE ? pfn : pfn / SIZE * SIZE;
            initial[pfn] = new FrameTable.Initial(pfn == head ? 1 : 0, head, false);
        }
        return new FrameTable(layout, initial);
    }

    private static long[] ptes() {
        long[] ptes = new long[4 * SIZE];
        Arrays.setAll(ptes, vpn -> vpn < SIZE ? Pte.page(vpn) : Pte.NONE);
        return ptes;
    }

    private int count(int pfn) {
        return memory.getIntVolatile(KernelStep.FastReadCount, frames.refcount(pfn));
    }

    @Test
    void a_walk_goes_on_in_the_next_pmd_and_ends_where_one_is_none() {
        int start = SIZE - 2;
        assertEquals(2 + 2 * SIZE, fast.walk(start, 2 + 3 * SIZE, FollFlag.FOLL_PIN, pages));
        assertEquals(SIZE - 1, pages[1]);
        assertEquals(2 * SIZE, pages[2]);
        assertEquals(3 * SIZE - 1, pages[1 + SIZE]);
        assertEquals(SIZE, pages[2 + SIZE]);
        assertEquals(2 * SIZE - 1, pages[1 + 2 * SIZE]);
        assertEquals(1, count(SIZE - 3));
        assertEquals(1 + PINS, count(SIZE - 1));
        assertEquals(1 + SIZE * PINS, count(SIZE));
        assertEquals(1 + SIZE * PINS, count(2 * SIZE));
    }

    @Test
    void a_walk_within_a_leaf_takes_its_part_of_it() {
        assertEquals(3, fast.walk(SIZE + 7, 3, FollFlag.FOLL_PIN, pages));
        assertEquals(2 * SIZE + 7, pages[0]);
        assertEquals(2 * SIZE + 9, pages[2]);
        assertEquals(1 + 3 * PINS, count(2 * SIZE));
    }

    @Test
    void a_walk_that_stops_in_one_pmd_does_not_go_on_in_the_next() {
        memory.setLongRelease(KernelStep.ZapClear, mm.pte(SIZE - 1), Pte.NONE);
        assertEquals(1, fast.walk(SIZE - 2, 10, FollFlag.FOLL_PIN, pages));
        assertEquals(1, count(2 * SIZE));
    }

    @Test
    void the_slow_path_finds_the_same_pages() {
        SlowGup slow = new SlowGup(memory, frames, mm);
        assertEquals(5, slow.follow(5, FollFlag.FOLL_PIN));
        assertEquals(2 * SIZE + 5, slow.follow(SIZE + 5, FollFlag.FOLL_PIN));
        assertEquals(SIZE + 5, slow.follow(2 * SIZE + 5, FollFlag.FOLL_PIN));
    }

    @Test
    void each_pmd_has_all_of_its_ptes() {
        assertEquals(
                "2 pmds have 512 ptes each; got 3",
                assertThrows(IllegalArgumentException.class, () -> new AddressSpace(layout, new long[2], new long[3]))
                        .getMessage());
    }
}
