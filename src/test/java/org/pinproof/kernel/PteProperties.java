package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.pinproof.kernel.mm.Pte;

class PteProperties {

    @Property
    void keeps_any_pfn(@ForAll @IntRange(min = 0) int pfn) {
        assertEquals(pfn, Pte.pfn(Pte.page(pfn)));
        assertEquals(pfn, Pte.pfn(Pte.writeProtect(Pte.leaf(pfn))));
    }

    @Property
    void write_protection_takes_one_bit_and_gives_it_back(@ForAll @IntRange(min = 0) int pfn) {
        long entry = Pte.page(pfn);
        long clean = Pte.writeProtect(entry);
        assertFalse(Pte.isWritable(clean));
        assertEquals(1, Long.bitCount(entry ^ clean));
        assertEquals(entry, Pte.makeWritable(clean));
    }
}
