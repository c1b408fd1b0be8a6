package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.KsmCheck;
import static org.pinproof.kernel.mm.KernelStep.KsmClear;
import static org.pinproof.kernel.mm.KernelStep.KsmExcl;
import static org.pinproof.kernel.mm.KernelStep.KsmRestore;
import static org.pinproof.kernel.mm.KernelStep.KsmSet;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * ksmd makes a page ready to be merged with another: write-protected, clean, and nobody's alone.
 *
 * <p>Under the page-table lock all along, which the fast walk does not take. Left out: the page lock, the merge. Source: {@code
 * mm/ksm.c::write_protect_page}, {@code include/linux/rmap.h::page_try_share_anon_rmap}.
 */
public final class KsmPage {
    private static final int FREE_TO_SHARE = 0;
    private static final int EXCLUSIVE = 1;
    private static final int BUSY = 2;

    private final Memory memory;
    private final AnonPages pages;

    /** Makes these pages ready. */
    public KsmPage(Memory memory, AnonPages pages) {
        this.memory = memory;
        this.pages = pages;
    }

    /** Write-protects what is mapped here, unless somebody holds it. */
    public void writeProtect(MmStruct mm, int vpn) {
        long old = memory.lock(KsmClear, mm.ptl(), ptl -> clear(ptl, mm.pte(vpn)));
        if (old == Pte.NONE) {
            return;
        }
        int page = Pte.pfn(old);
        // C has three loads here: with the locks that it holds, only walkers can change what they find.
        long state = memory.locked(KsmCheck, pages.bus(), words -> check(words, page));
        if (state == BUSY) {
            set(mm, vpn, old, true);
            return;
        }
        if (state == EXCLUSIVE) {
            // release: pairs with FastExclCheck. The mark is gone before the entry is back.
            memory.setIntRelease(KsmExcl, pages.exclusive(page), 0);
        }
        set(mm, vpn, Pte.clean(old), false);
    }

    private static long clear(LockedMemory ptl, int slot) {
        long entry = ptl.getLong(slot);
        if (!Pte.isPresent(entry) || !AnonPages.isAnon(Pte.pfn(entry))) {
            return Pte.NONE;
        }
        // full: pairs with FastGrab and FastRecheck. The count is read behind it: a walk that has read the entry is in
        // the count, or finds the entry gone.
        return ptl.getAndSetLong(slot, Pte.NONE);
    }

    private long check(LockedMemory words, int page) {
        int entries = words.getIntVolatile(pages.mapcount(page));
        int cache = words.getIntVolatile(pages.swapUsers(page)) > 0 ? 1 : 0;
        // volatile: behind the exchange, as said there.
        if (words.getIntVolatile(pages.frames().refcount(page)) != entries + cache) {
            return BUSY;
        }
        return pages.isExclusive(words, page) ? EXCLUSIVE : FREE_TO_SHARE;
    }

    private void set(MmStruct mm, int vpn, long entry, boolean restored) {
        memory.unlock(restored ? KsmRestore : KsmSet, mm.ptl(), ptl -> {
            if (!restored) {
                pages.shared(ptl, Pte.pfn(entry));
            }
            // release: pairs with FastRecheck; who finds the entry back finds the mark as it is now.
            ptl.setLongRelease(mm.pte(vpn), entry);
            return 1;
        });
    }
}
