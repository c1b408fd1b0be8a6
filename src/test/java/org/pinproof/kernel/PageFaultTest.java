package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.Pte;

class PageFaultTest {

    @Test
    void maps_a_free_frame_into_a_hole() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.zap.zap(0);
        assertTrue(machine.fault.install(0, 1));
        assertEquals(Pte.page(1), machine.pte(0));
        assertEquals(1, machine.count(1));
        assertFalse(machine.isFree(1));
    }

    @Test
    void refuses_a_mapped_vpn_and_leaves_the_frame_free() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        assertFalse(machine.fault.install(0, 1));
        assertTrue(machine.isFree(1));
        assertEquals(Pte.page(0), machine.pte(0));
    }

    @Test
    void refuses_a_frame_in_use() {
        SmallMachine<?> machine = SmallMachine.pages(2);
        machine.zap.zap(0);
        assertFalse(machine.fault.install(0, 1));
        assertEquals(Pte.NONE, machine.pte(0));
        assertEquals(1, machine.count(1));
    }

    @Test
    void installs_the_table_where_a_huge_page_was() {
        SmallMachine<?> machine = SmallMachine.leaf(2);
        machine.zap.zap(0);
        assertTrue(machine.fault.install(1, 1));
        assertEquals(Pte.TABLE, machine.pmd());
        assertEquals(Pte.page(1), machine.pte(1));
        assertEquals(Pte.NONE, machine.pte(0));
    }
}
