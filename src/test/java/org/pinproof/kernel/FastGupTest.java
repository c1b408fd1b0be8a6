package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Pte;

class FastGupTest {

    @Test
    void records_the_pages_in_order_each_with_its_own_pin() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        int[] pages = new int[2];
        assertEquals(2, machine.fast.walk(1, 2, SmallMachine.PIN, pages));
        assertArrayEquals(new int[] {1, 2}, pages);
        assertEquals(1, machine.count(0));
        assertEquals(1025, machine.count(1));
        assertEquals(1025, machine.count(2));
    }

    @Test
    void stops_at_the_first_hole_and_keeps_what_it_has() {
        SmallMachine<?> machine = SmallMachine.pages(3);
        machine.setPte(1, Pte.NONE);
        assertEquals(1, machine.fast.walk(0, 3, SmallMachine.PIN, new int[3]));
        assertEquals(1025, machine.count(0));
        assertEquals(1, machine.count(2));
    }

    @Test
    void leaves_a_write_protected_entry_to_the_slow_path() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.setPte(0, Pte.writeProtect(Pte.page(0)));
        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(1, machine.count(0));
    }

    @Test
    void leaves_an_absent_pmd_alone() {
        SmallMachine<?> machine = SmallMachine.leaf(2);
        machine.zap.zap(0);
        assertEquals(0, machine.fast.walk(0, 2, SmallMachine.PIN, new int[2]));
    }

    @Test
    void leaves_a_write_protected_huge_page_to_the_slow_path() {
        SmallMachine<?> machine = SmallMachine.leaf(2);
        machine.mkclean.cleanAndQuery(0);
        assertEquals(0, machine.fast.walk(0, 2, SmallMachine.PIN, new int[2]));
        assertEquals(1, machine.count(0));
    }

    @Test
    void does_not_bring_a_free_page_back_to_life() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.setPte(0, Pte.page(1));
        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(0, machine.count(1));
    }

    @Test
    void counts_tails_on_their_head_one_bias_each() {
        SmallMachine<?> machine = SmallMachine.tails(2);
        int[] pages = new int[2];
        assertEquals(2, machine.fast.walk(0, 2, SmallMachine.PIN, pages));
        assertArrayEquals(new int[] {0, 1}, pages);
        assertEquals(2 + 2 * 1024, machine.count(0));
        assertEquals(0, machine.count(1));
    }

    @Test
    void takes_a_huge_page_for_the_range_that_is_asked() {
        SmallMachine<?> machine = SmallMachine.leaf(4);
        int[] pages = new int[3];
        assertEquals(3, machine.fast.walk(1, 3, SmallMachine.GET, pages));
        assertArrayEquals(new int[] {1, 2, 3}, pages);
        assertEquals(1 + 3, machine.count(0));
    }

    @Test
    void undoes_exactly_a_grab_whose_entry_changed() {
        SmallMachine<RecordingMemory> machine = SmallMachine.leaf(RecordingMemory::new, 4);
        machine.memory.before(
                KernelStep.FastRecheck,
                () -> machine.memory.unrecorded().setLongRelease(KernelStep.ZapClear, machine.mm.pmd(), Pte.NONE));
        assertEquals(0, machine.fast.walk(0, 4, SmallMachine.PIN, new int[4]));
        assertEquals(1, machine.count(0));
        assertFalse(machine.isFree(0));
    }

    @Test
    void takes_an_entry_that_went_and_came_back_for_the_same() {
        SmallMachine<RecordingMemory> machine = SmallMachine.pages(RecordingMemory::new, 1);
        machine.memory.before(KernelStep.FastGrab, () -> {
            machine.memory.unrecorded().getAndSetLong(KernelStep.ZapClear, machine.mm.pte(0), Pte.NONE);
            machine.memory.unrecorded().getAndSetLong(KernelStep.FltInstall, machine.mm.pte(0), Pte.page(0));
        });
        assertEquals(1, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
    }
}
