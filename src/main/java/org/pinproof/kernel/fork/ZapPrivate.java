package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * {@code MADV_DONTNEED}, {@code munmap}, and what an exit does to each page: the address shows what is behind again. A pin never
 * prevents it. Source: {@code mm/memory.c::zap_pte_range}.
 */
public final class ZapPrivate {
    private static final long NOTHING = -1;

    private final Memory memory;
    private final AnonPages pages;
    private final Release release;

    /** Unmaps these pages, and puts them by this release. */
    public ZapPrivate(Memory memory, AnonPages pages, Release release) {
        this.memory = memory;
        this.pages = pages;
        this.release = release;
    }

    /** Removes what is mapped here, if anything is. */
    public void zap(MmStruct mm, int vpn) {
        int put = (int) memory.locked(ZapClear, mm.ptl(), ptl -> clear(ptl, mm, vpn));
        if (put != NOTHING) {
            // full, in the release: what was done through the mapping happens before the page is freed.
            release.drop(ZapPut, put, 1);
        }
    }

    /** {@return the page whose reference is to be put: the entry's, or the swap cache's if it has no more use} */
    private long clear(LockedMemory ptl, MmStruct mm, int vpn) {
        // full: pairs with FastGrab; a walk that has read the entry has its reference in the count, or finds it gone.
        long entry = ptl.getAndSetLong(mm.pte(vpn), Pte.NONE);
        if (entry == Pte.NONE) {
            return NOTHING;
        }
        int page = Pte.pfn(entry);
        pages.unmapped(ptl, page, mm.number());
        // release: no kernel has this word, and nothing is ordered by it; not plain, as a CPU's store has not this
        // lock.
        ptl.setIntRelease(mm.shown(vpn), 0);
        if (Pte.isSwap(entry)) {
            return pages.dropSwapUser(ptl, page) ? page : NOTHING;
        }
        pages.addMappings(ptl, page, -1);
        return page;
    }
}
