package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.SlowPath;
import org.pinproof.kernel.mm.Pte;

class GupTest {

    @Test
    void finishes_by_the_slow_path_what_the_fast_path_left() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.writeProtect(Pte.page(1)));
        int[] pages = new int[3];
        assertEquals(3, machine.gup.pinUserPagesFast(0, 3, FollFlag.FOLL_WRITE, pages));
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
        assertEquals(1, machine.gup.getUserPagesFast(0, 3, FollFlag.FOLL_WRITE, new int[3]));
        assertEquals(2, machine.count(0));
        assertEquals(1, machine.count(2));
    }

    @Test
    void says_efault_when_nothing_is_there() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.setPte(0, Pte.NONE);
        assertEquals(-SlowPath.EFAULT, machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
    }

    @Test
    void says_enomem_beyond_the_limit() {
        SmallMachine<?> machine = SmallMachine.pageWithCount(Integer.MIN_VALUE);
        assertEquals(-SlowPath.ENOMEM, machine.gup.pinUserPagesFast(0, 1, FollFlag.FOLL_WRITE, new int[1]));
        assertEquals(Integer.MIN_VALUE, machine.count(0));
    }

    @Test
    void asks_nothing_for_no_pages() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        assertEquals(0, machine.gup.pinUserPagesFast(0, 0, FollFlag.FOLL_WRITE, new int[0]));
        assertEquals(0, machine.memory.accesses().size());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0x0", // not for writing
        "0, 1, 0x5", // FOLL_GET is the callee's to set
        "0, 1, 0x40001", // so is FOLL_PIN
        "-1, 1, 0x1",
        "0, -1, 0x1",
        "0, 3, 0x1",
        "2, 1, 0x1"
    })
    void refuses_what_it_does_not_take_before_touching_anything(int start, int nr, String flags) {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 2);
        int word = Integer.decode(flags);
        assertEquals(-Gup.EINVAL, machine.gup.pinUserPagesFast(start, nr, word, new int[4]));
        assertEquals(-Gup.EINVAL, machine.gup.getUserPagesFast(start, nr, word, new int[4]));
        assertEquals(0, machine.memory.accesses().size());
    }

    @Test
    void refuses_a_range_whose_end_overflows() {
        SmallMachine<?> machine = SmallMachine.pages(2);
        assertEquals(-Gup.EINVAL, machine.gup.pinUserPagesFast(1, Integer.MAX_VALUE, FollFlag.FOLL_WRITE, new int[1]));
    }
}
