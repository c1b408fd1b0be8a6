package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PageAllocatorTest {

    @Test
    void hands_out_a_free_frame_once_with_one_reference() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        assertTrue(machine.allocator.alloc(1));
        assertEquals(1, machine.count(1));
        assertFalse(machine.allocator.alloc(1));
        assertEquals(1, machine.count(1));
    }

    @Test
    void does_not_hand_out_a_frame_in_use() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        assertFalse(machine.allocator.alloc(0));
        assertEquals(1, machine.count(0));
    }

    @Test
    void makes_freed_tails_pages_of_their_own() {
        SmallMachine<?> machine = SmallMachine.tails(2);
        machine.zap.zap(0);
        machine.zap.zap(1);
        assertEquals(1, machine.head(1));
        assertTrue(machine.allocator.alloc(1));
        assertEquals(1, machine.count(1));
        assertTrue(machine.isFree(0));
    }
}
