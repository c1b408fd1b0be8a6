package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.Pte;

class ZapPteTest {

    @Test
    void unmaps_and_frees_a_page_nobody_else_holds() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.zap.zap(0);
        assertEquals(Pte.NONE, machine.pte(0));
        assertEquals(0, machine.count(0));
        assertTrue(machine.isFree(0));
    }

    @Test
    void unmaps_a_pinned_page_and_leaves_it_to_its_pin() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        machine.zap.zap(0);
        assertEquals(Pte.NONE, machine.pte(0));
        assertEquals(1024, machine.count(0));
        assertFalse(machine.isFree(0));
    }

    @Test
    void does_nothing_to_a_hole_and_leaves_the_lock_free() {
        SmallMachine<?> machine = SmallMachine.pages(2);
        machine.zap.zap(0);
        machine.zap.zap(0);
        assertEquals(0, machine.count(0));
        assertEquals(1, machine.slow.follow(1, SmallMachine.PIN));
    }

    @Test
    void removes_a_huge_entry_as_a_whole_and_frees_the_tails_with_the_head() {
        SmallMachine<?> machine = SmallMachine.leaf(2);
        machine.zap.zap(1);
        assertEquals(Pte.NONE, machine.pmd());
        for (int pfn = 0; pfn < 2; pfn++) {
            assertTrue(machine.isFree(pfn));
            assertEquals(pfn, machine.head(pfn));
        }
    }

    @Test
    void drops_one_reference_of_the_head_for_each_tail() {
        SmallMachine<?> machine = SmallMachine.tails(2);
        machine.zap.zap(1);
        assertEquals(1, machine.count(0));
        assertFalse(machine.isFree(1));
        machine.zap.zap(0);
        assertTrue(machine.isFree(0));
        assertTrue(machine.isFree(1));
    }
}
