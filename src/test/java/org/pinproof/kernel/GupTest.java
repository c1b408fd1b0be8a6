package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.GupResult.Error;
import org.pinproof.kernel.gup.GupResult.Pages;
import org.pinproof.kernel.mm.Pte;

class GupTest {

    @Test
    void finishes_by_the_slow_path_what_the_fast_path_left() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.writeProtect(Pte.page(1)));
        int[] pages = new int[3];
        assertEquals(new Pages(3), machine.gup.pinUserPagesFast(0, 3, FollFlag.FOLL_WRITE, pages));
        assertArrayEquals(new int[] {0, 1, 2}, pages);
        assertEquals(Pte.page(1), machine.pte(1));
        for (int pfn = 0; pfn < 3; pfn++) {
            assertEquals(1025, machine.count(pfn));
        }
    }

    @Test
    void hands_out_the_prefix_before_a_hole() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.NONE);
        assertEquals(new Pages(1), machine.gup.getUserPagesFast(0, 3, FollFlag.FOLL_WRITE, new int[3]));
        assertEquals(2, machine.count(0));
        assertEquals(1, machine.count(2));
    }

    @Test
    void says_efault_when_nothing_is_there() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.setPte(0, Pte.NONE);
        assertEquals(new Error(Errno.EFAULT), machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
    }

    @Test
    void says_enomem_beyond_the_limit() {
        SmallMachine<?> machine = SmallMachine.pageWithCount(Integer.MIN_VALUE);
        assertEquals(new Error(Errno.ENOMEM), machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
        assertEquals(Integer.MIN_VALUE, machine.count(0));
    }

    @Test
    void asks_nothing_for_no_pages() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        assertEquals(new Pages(0), machine.gup.pinUserPagesFast(0, 0, FollFlag.FOLL_WRITE, new int[0]));
        assertEquals(0, machine.memory.accesses().size());
    }
}
