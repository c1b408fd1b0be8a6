package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pinproof.kernel.mm.Pte;

class PteTest {

    @Test
    void a_page_is_present_writable_and_has_its_pfn_from_bit_12() {
        assertEquals(0x5003L, Pte.page(5));
    }

    @Test
    void a_leaf_differs_from_a_page_by_bit_7() {
        assertEquals(Pte.page(5) | 0x80, Pte.leaf(5));
        assertTrue(Pte.isLeaf(Pte.leaf(5)));
        assertFalse(Pte.isLeaf(Pte.page(5)));
    }

    @Test
    void a_table_is_present_and_neither_leaf_nor_none() {
        assertTrue(Pte.isPresent(Pte.TABLE));
        assertFalse(Pte.isLeaf(Pte.TABLE));
        assertNotEquals(Pte.NONE, Pte.TABLE);
    }

    @Test
    void none_is_the_word_0_and_grants_nothing() {
        assertEquals(0, Pte.NONE);
        assertAll(
                () -> assertFalse(Pte.isPresent(Pte.NONE)),
                () -> assertFalse(Pte.isWritable(Pte.NONE)),
                () -> assertFalse(Pte.isLeaf(Pte.NONE)));
    }

    @Test
    void prints_in_words() {
        assertEquals("none", Pte.toString(Pte.NONE));
        assertEquals("page 3 RW", Pte.toString(Pte.page(3)));
        assertEquals("leaf 8 RO", Pte.toString(Pte.writeProtect(Pte.leaf(8))));
    }
}
