package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.UnpinUserPages;

class UnpinUserPagesTest {
    private final SmallMachine<?> machine = SmallMachine.pages(3);
    private final int[] pages = new int[3];
    private int marked;
    private final UnpinUserPages unpin = new UnpinUserPages(machine.release, () -> marked++);

    @Test
    void releases_exactly_what_was_taken() {
        int taken =
                machine.gup.pinUserPagesFast(0, 3, FollFlag.FOLL_WRITE, pages).count();
        assertTrue(unpin.unpinUserPages(pages, taken - 1));
        assertEquals(1, machine.count(0));
        assertEquals(1, machine.count(1));
        assertEquals(1025, machine.count(2));
        assertEquals(0, marked);
    }

    @Test
    void marks_each_page_if_it_is_asked_to() {
        machine.gup.pinUserPagesFast(0, 2, FollFlag.FOLL_WRITE, pages);
        assertTrue(unpin.unpinUserPagesDirtyLock(pages, 1, true));
        assertEquals(1, marked);
        assertTrue(unpin.unpinUserPagesDirtyLock(new int[] {1}, 1, false));
        assertEquals(1, marked);
        assertEquals(1, machine.count(1));
    }

    @Test
    void refuses_an_error_in_place_of_a_number() {
        assertFalse(unpin.unpinUserPages(pages, Errno.EFAULT.negative()));
        assertFalse(unpin.unpinUserPagesDirtyLock(pages, Errno.ENOMEM.negative(), true));
        assertEquals(1, machine.count(0));
        assertEquals(0, marked);
    }
}
