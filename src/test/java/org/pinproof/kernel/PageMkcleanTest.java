package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.writeback.PageMkclean.Answer;

class PageMkcleanTest {

    @Test
    void says_not_pinned_of_a_page_that_only_the_mapping_holds() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        assertEquals(Answer.NOT_PINNED, machine.mkclean.cleanAndQuery(0));
        assertEquals(Pte.writeProtect(Pte.page(0)), machine.pte(0));
    }

    @Test
    void says_maybe_of_a_pinned_page_and_cleans_it_all_the_same() {
        SmallMachine<?> machine = SmallMachine.pages(1);
        machine.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        assertEquals(Answer.MAYBE_PINNED, machine.mkclean.cleanAndQuery(0));
        assertEquals(Pte.writeProtect(Pte.page(0)), machine.pte(0));
    }

    @Test
    void says_maybe_of_a_page_with_too_many_plain_references() {
        assertEquals(
                Answer.MAYBE_PINNED, SmallMachine.pageWithCount(1024).mkclean.cleanAndQuery(0));
        assertEquals(Answer.NOT_PINNED, SmallMachine.pageWithCount(1023).mkclean.cleanAndQuery(0));
    }

    @Test
    void says_maybe_of_a_count_beyond_the_sign_bit() {
        assertEquals(
                Answer.MAYBE_PINNED,
                SmallMachine.pageWithCount(Integer.MIN_VALUE).mkclean.cleanAndQuery(0));
    }

    @Test
    void asks_nothing_of_a_hole_or_of_a_clean_entry_and_leaves_the_lock_free() {
        SmallMachine<?> machine = SmallMachine.pages(2);
        machine.setPte(0, Pte.NONE);
        machine.mkclean.cleanAndQuery(1);
        assertEquals(Answer.NOTHING_TO_CLEAN, machine.mkclean.cleanAndQuery(0));
        assertEquals(Answer.NOTHING_TO_CLEAN, machine.mkclean.cleanAndQuery(1));
        assertEquals(1, machine.slow.follow(1, SmallMachine.PIN));
    }

    @Test
    void asks_the_head_of_a_tail_and_of_a_huge_page() {
        SmallMachine<?> tails = SmallMachine.tails(2);
        tails.fast.walk(0, 1, SmallMachine.PIN, new int[1]);
        assertEquals(Answer.MAYBE_PINNED, tails.mkclean.cleanAndQuery(1));
        SmallMachine<?> leaf = SmallMachine.leaf(2);
        leaf.fast.walk(1, 1, SmallMachine.PIN, new int[1]);
        assertEquals(Answer.MAYBE_PINNED, leaf.mkclean.cleanAndQuery(0));
        assertEquals(Pte.writeProtect(Pte.leaf(0)), leaf.pmd());
    }
}
