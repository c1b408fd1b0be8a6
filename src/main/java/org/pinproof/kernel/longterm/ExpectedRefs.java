package org.pinproof.kernel.longterm;

import org.pinproof.kernel.mm.Refcount;

/**
 * How many references a page has that nobody holds for a moment: its owner's, its entry's, and those of whoever asks.
 *
 * <p>Who asks with a pin of his own in the count has to count it for what it is worth: as one reference it would never be there
 * (6.6 does that, and drains the batches for nothing). Source: {@code include/linux/mm.h::folio_expected_ref_count}. Not final so
 * that a mutant can forget one.
 */
public class ExpectedRefs {
    private static final int OWNER = 1;
    private static final int ENTRY = 1;
    private static final int ISOLATION = 1;

    /** {@return the count of a page that is mapped and pinned once} */
    public int pinned() {
        return owner() + ENTRY + Refcount.weight(true, 1);
    }

    /** {@return the count of a page that is mapped and isolated} */
    public int mapped() {
        return owner() + ENTRY + ISOLATION;
    }

    /** {@return the count of a page that is isolated and not mapped: what a freeze expects} */
    public int unmapped() {
        return owner() + ISOLATION;
    }

    /** {@return the page cache's references, or the file system's} */
    protected int owner() {
        return OWNER;
    }
}
