package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReleaseTest {

    @Test
    void unpins_a_tail_on_its_head() {
        SmallMachine<?> machine = SmallMachine.tails(2);
        machine.fast.walk(1, 1, SmallMachine.PIN, new int[1]);
        machine.release.unpinUserPage(1);
        assertEquals(2, machine.count(0));
    }

    @Test
    void frees_with_the_last_reference_and_not_before() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        machine.zap.zap(0);
        assertFalse(machine.isFree(0));
        machine.release.unpinUserPage(0);
        assertEquals(0, machine.count(0));
        assertTrue(machine.isFree(0));
    }
}
