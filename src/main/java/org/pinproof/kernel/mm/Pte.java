package org.pinproof.kernel.mm;

/**
 * The layout of a page-table entry, at either level: one 64-bit word, compared by value.
 *
 * <pre>
 *  63        52 51                      12 11 9  8   7   6  5 2  1   0
 * +------------+--------------------------+----+---+---+---+--+---+---+
 * |     0      |           pfn            |SWE |SPC|PSE| D |..| RW| P |
 * +------------+--------------------------+----+---+---+---+--+---+---+
 *  P    present; a word without it is none, which is 0, a migration entry, or a swap entry
 *  RW   stores may go through
 *  D    stores have gone through; the hardware sets it
 *  PSE  at the pmd: the entry is a huge page, not a table; in a word without P: a migration entry
 *  SPC  the entry holds no reference to its page: the zero page
 *  SWE  in a word without P, two bits: a swap entry, and whether its page was exclusive
 *  pfn  of the page; at a huge page, of its head; 0 at a table
 * </pre>
 *
 * <p>Equal words are equal entries: an entry that went and came back is not told from one that stayed, as in C. Source:
 * {@code arch/x86/include/asm/pgtable_types.h}.
 */
public final class Pte {
    /** No entry. */
    public static final long NONE = 0;

    private static final long PRESENT = 1L;
    private static final long RW = 1L << 1;
    private static final long DIRTY = 1L << 6;
    private static final long PSE = 1L << 7;
    private static final long SPECIAL = 1L << 8;
    private static final long SWAP = 1L << 9;
    private static final long SWAP_EXCLUSIVE = 1L << 10;
    private static final int PFN_SHIFT = 12;
    private static final long PFN_MASK = (1L << 40) - 1;

    /** A pmd that points to the table of ptes. */
    public static final long TABLE = PRESENT | RW;

    private Pte() {}

    /** {@return a writable entry for one page} */
    public static long page(int pfn) {
        return (long) pfn << PFN_SHIFT | RW | PRESENT;
    }

    /** {@return a writable huge entry, for the pmd} */
    public static long leaf(int headPfn) {
        return page(headPfn) | PSE;
    }

    /** {@return the entry that stands for a page while it is moved} Source: {@code include/linux/swapops.h}. */
    public static long migration(int pfn) {
        return (long) pfn << PFN_SHIFT | PSE;
    }

    /** {@return what stands for this page's entry while the page is split: it will be as writable as it was} */
    public static long migrating(long pageEntry) {
        return pageEntry & ~PRESENT | PSE;
    }

    /** {@return the entry that {@link #migrating} made this one of} */
    public static long migrated(long migrationEntry) {
        return migrationEntry & ~PSE | PRESENT;
    }

    /**
     * {@return the entry that stands for a page in the swap cache} The slot on disk has the number of the frame, which it keeps.
     * Source: {@code include/linux/swapops.h}, {@code pte_swp_mkexclusive} (1493a1913e34).
     */
    public static long swap(int pfn, boolean exclusive) {
        return (long) pfn << PFN_SHIFT | SWAP | (exclusive ? SWAP_EXCLUSIVE : 0);
    }

    /** {@return whether the page that was mapped here is in the swap cache} */
    public static boolean isSwap(long entry) {
        return (entry & (PRESENT | SWAP)) == SWAP;
    }

    /** {@return whether the page of this swap entry was exclusive} */
    public static boolean isSwapExclusive(long swapEntry) {
        return (swapEntry & SWAP_EXCLUSIVE) != 0;
    }

    /** {@return a write-protected entry for the zero page} Source: {@code mm/memory.c::do_anonymous_page}. */
    public static long special(int pfn) {
        return writeProtect(page(pfn)) | SPECIAL;
    }

    /** {@return whether the entry maps a page to which it holds no reference} */
    public static boolean isSpecial(long entry) {
        return (entry & SPECIAL) != 0;
    }

    /** {@return whether the page that was mapped here is being moved or split} */
    public static boolean isMigration(long entry) {
        return (entry & (PRESENT | PSE)) == PSE;
    }

    /** {@return whether a page can be reached through this entry} */
    public static boolean isPresent(long entry) {
        return (entry & PRESENT) != 0;
    }

    /** {@return whether this pmd is a huge page} */
    public static boolean isLeaf(long pmd) {
        return (pmd & PSE) != 0;
    }

    /** {@return whether stores may go through this entry} */
    public static boolean isWritable(long entry) {
        return (entry & RW) != 0;
    }

    /** {@return the same entry, write-protected} */
    public static long writeProtect(long entry) {
        return entry & ~RW;
    }

    /** {@return the same entry, writable} */
    public static long makeWritable(long entry) {
        return entry | RW;
    }

    /** {@return whether stores have gone through this entry} */
    public static boolean isDirty(long entry) {
        return (entry & DIRTY) != 0;
    }

    /** {@return the same entry, after a store} */
    public static long makeDirty(long entry) {
        return entry | DIRTY;
    }

    /** {@return the same entry, write-protected and clean: what page_mkclean leaves} */
    public static long clean(long entry) {
        return entry & ~(RW | DIRTY);
    }

    /** {@return the page frame number} */
    public static int pfn(long entry) {
        return (int) (entry >>> PFN_SHIFT & PFN_MASK);
    }

    /** {@return the entry in words, for reports} */
    public static String toString(long entry) {
        if (!isPresent(entry)) {
            return isMigration(entry) ? "migration " + pfn(entry) : isSwap(entry) ? "swap " + pfn(entry) : "none";
        }
        return (isLeaf(entry) ? "leaf " : "page ")
                + pfn(entry)
                + (isWritable(entry) ? " RW" : " RO")
                + (isDirty(entry) ? " dirty" : "");
    }
}
