package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.mm.Pte;

class SlowGupTest {

    @Test
    void makes_a_clean_entry_writable_and_pins_its_page() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.mkclean.cleanAndQuery(0);
        assertEquals(0, machine.slow.follow(0, SmallMachine.PIN));
        assertEquals(Pte.page(0), machine.pte(0));
        assertEquals(1025, machine.count(0));
    }

    @Test
    void takes_a_plain_reference_when_asked_for_one() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.slow.follow(0, SmallMachine.GET);
        assertEquals(2, machine.count(0));
    }

    @Test
    void finds_the_page_within_a_huge_one_and_counts_it_on_the_head() {
        SmallMachine<?> machine = SmallMachine.leaf(4);
        assertEquals(3, machine.slow.follow(3, SmallMachine.PIN));
        assertEquals(1025, machine.count(0));
        assertEquals(0, machine.count(3));
    }

    @Test
    void says_efault_of_a_hole_and_enomem_of_a_full_count() {
        SmallMachine<?> hole = SmallMachine.pages(1);
        hole.setPte(0, Pte.NONE);
        assertEquals(Errno.EFAULT.negative(), hole.slow.follow(0, SmallMachine.PIN));
        assertEquals(
                Errno.ENOMEM.negative(), SmallMachine.pageWithCount(-1).slow.follow(0, SmallMachine.PIN));
    }
}
