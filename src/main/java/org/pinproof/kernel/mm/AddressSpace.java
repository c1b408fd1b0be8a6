package org.pinproof.kernel.mm;

/**
 * {@code mm_struct} as far as one pmd reaches: the pmd, its table of ptes, and the page-table lock.
 *
 * <p>Every writer of an entry holds the lock; the fast path reads without it. The table exists even while the pmd does not
 * point to it.
 */
public final class AddressSpace {
    private final int pmd;
    // of vpn 0; the others follow
    private final int pte;
    private final int pages;
    private final int ptl;

    /** Lays out the pmd and one pte for each given entry. */
    public AddressSpace(MemoryLayout layout, long pmd, long... ptes) {
        this.pmd = layout.longCell("pmd", pmd);
        pte = layout.size();
        pages = ptes.length;
        for (int vpn = 0; vpn < ptes.length; vpn++) {
            layout.longCell("pte[" + vpn + "]", ptes[vpn]);
        }
        ptl = layout.intCell("ptl", 0);
    }

    /** {@return how many pages the pmd covers; vpns are numbered from 0} */
    public int pages() {
        return pages;
    }

    /** {@return the long cell of the pmd} */
    public int pmd() {
        return pmd;
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
        return memory.getLong(pmd) == Pte.TABLE ? pte + vpn : pmd;
    }

    /** {@return the page that this entry maps the vpn to} */
    public static int page(long entry, int vpn) {
        return Pte.isLeaf(entry) ? Pte.pfn(entry) + vpn : Pte.pfn(entry);
    }
}
