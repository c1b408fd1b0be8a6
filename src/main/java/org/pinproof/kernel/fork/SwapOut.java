package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.RclPinTest;
import static org.pinproof.kernel.mm.KernelStep.RclPut;
import static org.pinproof.kernel.mm.KernelStep.RclRestore;
import static org.pinproof.kernel.mm.KernelStep.RclSetSwap;
import static org.pinproof.kernel.mm.KernelStep.RclShare;
import static org.pinproof.kernel.mm.KernelStep.RclUnmap;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * Reclaim unmaps an anonymous page to the swap cache, where it stays: it is not written, and its frame not taken.
 *
 * <p>A page that may be pinned is left alone, asked before it goes to the swap cache and again when its entry is cleared: the first
 * time in vain if the pin comes later. Left out: the page lock, other mappings, batched flushes. Source: {@code
 * mm/vmscan.c::shrink_folio_list} (feb889fb40fa), {@code mm/rmap.c::try_to_unmap_one}. Not final so that a mutant can replace one
 * decision.
 */
public class SwapOut {
    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonPages pages;
    private final AnonAllocator allocator;

    /** Unmaps from this mapping, and frees to this allocator. */
    public SwapOut(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
        this.memory = memory;
        this.mapping = mapping;
        this.pages = mapping.pages();
        this.allocator = allocator;
    }

    /** Unmaps the page that is mapped here, if it is anonymous. */
    public final void swap(MmStruct mm, int vpn) {
        int page = (int) memory.locked(RclPinTest, mm.ptl(), ptl -> toSwapCache(ptl, mm.pte(vpn)));
        if (page == AnonPages.BEHIND) {
            return;
        }
        int given = 0;
        long entry = memory.lock(RclUnmap, mm.ptl(), ptl -> clear(ptl, mm.pte(vpn), page));
        if (entry != Pte.NONE) {
            // volatile: behind the exchange of the entry; a pin that passes its re-check is in the count.
            if (isPinned(memory.getIntVolatile(RclShare, mapping.refcount(page)))) {
                memory.unlock(RclRestore, mm.ptl(), ptl -> set(ptl, mm.pte(vpn), entry));
            } else {
                memory.unlock(RclSetSwap, mm.ptl(), ptl -> setSwap(ptl, mm.pte(vpn), page));
                given = 1;
            }
        }
        put(page, given);
    }

    /** {@return the page, which is in the swap cache from here on, or {@link AnonPages#BEHIND} if none goes} */
    private long toSwapCache(LockedMemory ptl, int slot) {
        long entry = ptl.getLong(slot);
        int page = Pte.pfn(entry);
        // volatile: the users change under the swap cache's lock and other page-table locks; a zero of before would let
        // the
        // page go there twice. The count pairs with FastGrab, and a pin that comes later is missed: this look saves
        // work,
        // and RclShare's, behind the exchange of the entry, decides.
        if (!Pte.isPresent(entry)
                || !AnonPages.isAnon(page)
                || ptl.getIntVolatile(pages.swapUsers(page)) != 0
                || isPinned(ptl.getIntVolatile(mapping.refcount(page)))) {
            return AnonPages.BEHIND;
        }
        pages.addSwapUser(ptl, page);
        pages.addReferences(ptl, page, 1);
        return page;
    }

    /** Whether a page with this count stays because it may be pinned. */
    protected boolean isPinned(int count) {
        return Refcount.isDmaPinned(count);
    }

    private static long clear(LockedMemory ptl, int slot, int page) {
        long entry = ptl.getLong(slot);
        if (!Pte.isPresent(entry) || Pte.pfn(entry) != page) {
            return Pte.NONE;
        }
        // full: pairs with FastGrab and FastRecheck; the count is read behind it.
        return ptl.getAndSetLong(slot, Pte.NONE);
    }

    private static long set(LockedMemory ptl, int slot, long entry) {
        // release: as it was.
        ptl.setLongRelease(slot, entry);
        return 1;
    }

    private long setSwap(LockedMemory ptl, int slot, int page) {
        boolean exclusive = pages.isExclusive(ptl, page);
        pages.setExclusive(ptl, page, false);
        pages.addMappings(ptl, page, -1);
        pages.addSwapUser(ptl, page);
        return set(ptl, slot, Pte.swap(page, exclusive && remembersExclusive()));
    }

    /** Whether a swap entry says that its page was exclusive. */
    protected boolean remembersExclusive() {
        return mapping.reuse() == PrivateMapping.ReuseRule.EXCLUSIVE;
    }

    /** The entry's reference, if it is gone, and the swap cache's if nobody has a use for the page there any more. */
    private void put(int page, int given) {
        boolean last = memory.locked(RclPut, pages.swapLock(), cache -> {
                    int gone = given + (cache.getAndAddInt(pages.swapUsers(page), -1) == 1 ? 1 : 0);
                    // full: what was done with the page happens before it is freed.
                    return cache.getAndAddInt(mapping.refcount(page), -gone) == gone && gone > 0 ? 1 : 0;
                })
                != 0;
        if (last) {
            allocator.free(page);
        }
    }
}
