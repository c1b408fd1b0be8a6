package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.mm.Refcount;

/** The worked numbers of the biased count. */
class RefcountTest {
    private static final int PAGES_OF_1G = 1 << 18;

    @Test
    void pins_and_references_share_the_word_and_each_is_taken_back_as_it_was_added() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        int[] page = new int[1];
        assertEquals(1, machine.count(0));
        machine.fast.walk(0, 1, SmallMachine.PIN, page);
        assertEquals(1025, machine.count(0));
        machine.fast.walk(0, 1, SmallMachine.PIN, page);
        assertEquals(2049, machine.count(0));
        machine.fast.walk(0, 1, SmallMachine.GET, page);
        assertEquals(2050, machine.count(0));
        machine.release.unpinUserPage(0);
        assertEquals(1026, machine.count(0));
        machine.release.putPage(0);
        assertEquals(1025, machine.count(0));
        machine.release.unpinUserPage(0);
        assertEquals(1, machine.count(0));
        assertFalse(machine.isFree(0));
        machine.release.putPage(0);
        assertEquals(0, machine.count(0));
        assertTrue(machine.isFree(0));
    }

    @Test
    void the_last_admitted_pin_turns_the_word_negative_and_it_still_reads_as_pinned() {
        int justBelow = 1 + 1024 * 2_097_151;
        assertEquals(2_147_482_625, justBelow);
        SmallMachine<?> machine = SmallMachine.pageWithCount(justBelow);

        assertEquals(0, machine.slow.follow(0, SmallMachine.PIN));

        assertEquals(-2_147_483_647, machine.count(0));
        assertTrue(Refcount.isDmaPinned(machine.count(0)));
    }

    @Test
    void beyond_the_limit_both_paths_refuse_and_leave_the_count() {
        SmallMachine<?> machine = SmallMachine.pageWithCount(-2_147_483_647);

        assertEquals(0, machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]));
        assertEquals(Errno.ENOMEM.negative(), machine.slow.follow(0, SmallMachine.PIN));

        assertEquals(-2_147_483_647, machine.count(0));
    }

    @Test
    void a_1g_page_admits_eight_whole_pins_and_refuses_the_ninth() {
        SmallMachine<?> machine = SmallMachine.leaf(1);
        int[] pages = new int[PAGES_OF_1G];
        for (int pin = 1; pin <= 8; pin++) {
            assertEquals(PAGES_OF_1G, machine.fast.walk(0, PAGES_OF_1G, SmallMachine.PIN, pages), "pin " + pin);
        }
        assertEquals(0x80000001, machine.count(0));
        assertEquals(0, machine.fast.walk(0, PAGES_OF_1G, SmallMachine.PIN, pages));
        assertEquals(0x80000001, machine.count(0));
    }

    @Test
    void sixteen_whole_pins_of_a_1g_page_would_wrap_the_word() {
        assertEquals(0, 16 * Refcount.weight(true, PAGES_OF_1G));
        assertEquals(Integer.MIN_VALUE, 8 * Refcount.weight(true, PAGES_OF_1G));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1023})
    void fewer_than_1024_of_anything_is_not_pinned(int count) {
        assertFalse(Refcount.isDmaPinned(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 1026, 2049, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1023, -1})
    void from_1024_on_it_may_be_pinned_whatever_the_sign(int count) {
        assertTrue(Refcount.isDmaPinned(count));
    }

    @Test
    void a_thousand_and_twenty_four_plain_references_look_like_a_pin() {
        SmallMachine<?> machine = SmallMachine.pageWithCount(1);
        for (int got = 1; got <= 1022; got++) {
            machine.fast.walk(0, 1, SmallMachine.GET, new int[1]);
        }
        assertFalse(Refcount.isDmaPinned(machine.count(0)));
        machine.fast.walk(0, 1, SmallMachine.GET, new int[1]);
        assertTrue(Refcount.isDmaPinned(machine.count(0)));
    }
}
