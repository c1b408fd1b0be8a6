package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FingerprintTableTest {

    @Test
    void keeps_every_entry_while_it_grows() {
        FingerprintTable table = new FingerprintTable();
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 50_000; i++) {
            assertTrue(table.add(random.nextLong(), random.nextLong()));
        }
        SeededRandom again = new SeededRandom(1);
        for (int i = 0; i < 50_000; i++) {
            assertFalse(table.add(again.nextLong(), again.nextLong()));
        }
        assertEquals(50_000, table.size());
    }

    @Test
    void tells_entries_apart_that_share_a_slot_or_a_half() {
        FingerprintTable table = new FingerprintTable();
        assertTrue(table.add(0, 5));
        assertTrue(table.add(1L << 40, 5));
        assertTrue(table.add(0, 6));
        assertTrue(table.add(0, 0), "0 is a fingerprint like any other");
        assertFalse(table.add(0, 0));
        assertEquals(4, table.size());
    }
}
