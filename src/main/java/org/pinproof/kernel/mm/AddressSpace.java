package org.pinproof.kernel.mm;

import com.google.common.base.Preconditions;

/**
 * {@code mm_struct} from the pmds down: each pmd, its table of ptes, and the page-table lock. One pmd is enough for every
 * question; measuring takes more.
 *
 * <p>Every writer of an entry holds the lock; the fast path reads without it. A table exists even while its pmd does not
 * point to it. Left out: a lock for each table.
 */
public final class AddressSpace {
    /** Pages that one pmd covers where there are several. Source: {@code PTRS_PER_PTE}, x86. */
    public static final int PAGES_PER_PMD = 1 << 9;

    // of vpn 0; the others follow
    private final int pmd;
    private final int pte;
    private final int pages;
    private final int ptl;
    private final int pmdShift;

    /** Lays out the pmd and one pte for each given entry. */
    public AddressSpace(MemoryLayout layout, long pmd, long... ptes) {
        this("", layout, pmd, ptes);
    }

    /**
     * As {@link #AddressSpace(MemoryLayout, long, long...)}, one of several.
     *
     * @param whose what the names of its cells begin with
     */
    public AddressSpace(String whose, MemoryLayout layout, long pmd, long... ptes) {
        this.pmd = layout.longCell(whose + "pmd", pmd);
        pte = ptes(whose, layout, ptes);
        pages = ptes.length;
        ptl = layout.intCell(whose + "ptl", 0);
        // All vpns are the one pmd's, and the number of those that are left stays positive.
        pmdShift = Integer.SIZE - 2;
    }

    /**
     * Lays out several pmds, and a pte for each page of each.
     *
     * @param ptes {@value #PAGES_PER_PMD} for each pmd, in the order of their vpns
     */
    public AddressSpace(MemoryLayout layout, long[] pmds, long[] ptes) {
        Preconditions.checkArgument(
                ptes.length == pmds.length * PAGES_PER_PMD,
                "%s pmds have %s ptes each; got %s",
                pmds.length,
                PAGES_PER_PMD,
                ptes.length);
        pmd = layout.size();
        for (int i = 0; i < pmds.length; i++) {
            layout.longCell("pmd[" + i + "]", pmds[i]);
        }
        pte = ptes("", layout, ptes);
        pages = ptes.length;
        ptl = layout.intCell("ptl", 0);
        pmdShift = Integer.numberOfTrailingZeros(PAGES_PER_PMD);
    }

    private static int ptes(String whose, MemoryLayout layout, long[] ptes) {
        int first = layout.size();
        for (int vpn = 0; vpn < ptes.length; vpn++) {
            layout.longCell(whose + "pte[" + vpn + "]", ptes[vpn]);
        }
        return first;
    }

    /** {@return how many pages the pmds cover; vpns are numbered from 0} */
    public int pages() {
        return pages;
    }

    /** {@return the long cell of the first pmd} */
    public int pmd() {
        return pmd;
    }

    /** {@return the long cell of the pmd that covers this vpn} */
    public int pmd(int vpn) {
        return pmd + (vpn >>> pmdShift);
    }

    /** {@return the number of this vpn among those that its pmd covers} */
    public int offset(int vpn) {
        return vpn & (1 << pmdShift) - 1;
    }

    /** {@return how many pages the pmd covers from this vpn on} */
    public int restOfPmd(int vpn) {
        return (1 << pmdShift) - offset(vpn);
    }

    /** {@return the long cell of the pte of this vpn} */
    public int pte(int vpn) {
        return pte + vpn;
    }

    /** {@return the lock cell of the page-table lock} */
    public int ptl() {
        return ptl;
    }

    /** {@return the long cell of the entry that maps this vpn: the pmd, unless it points to the table} */
    public int entry(LockedMemory memory, int vpn) {
        return memory.getLong(pmd(vpn)) == Pte.TABLE ? pte + vpn : pmd(vpn);
    }

    /** {@return the page that this entry maps the vpn to, which is counted from the beginning of the pmd; {@link #offset}} */
    public static int page(long entry, int vpn) {
        return Pte.isLeaf(entry) ? Pte.pfn(entry) + vpn : Pte.pfn(entry);
    }
}
