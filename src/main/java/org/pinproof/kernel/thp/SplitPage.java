package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.SplitFreeze;
import static org.pinproof.kernel.mm.KernelStep.SplitLock;
import static org.pinproof.kernel.mm.KernelStep.SplitPut;
import static org.pinproof.kernel.mm.KernelStep.SplitRemap;
import static org.pinproof.kernel.mm.KernelStep.SplitTails;
import static org.pinproof.kernel.mm.KernelStep.SplitUnfreeze;
import static org.pinproof.kernel.mm.KernelStep.SplitUnlock;
import static org.pinproof.kernel.mm.KernelStep.SplitUnmap;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.CompoundPages;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/**
 * Splits a huge page: unmap it, freeze its count at what is expected, make a page of every tail, and map the pages again.
 *
 * <p>Whoever holds the page is in the count and not in what is expected, so a page that is held is not split; while it is
 * frozen nobody can begin to hold it. The page is anonymous, mapped here only, and not in the swap cache; the anon_vma lock and
 * {@code can_split_huge_page}, which looks early to save work, are left out. Not final so that a mutant can replace one
 * decision. Source: {@code mm/huge_memory.c::split_huge_page_to_list}, {@code __split_huge_page}.
 */
public class SplitPage {
    private static final int NOTHING = 0;

    private final Memory memory;
    private final FrameTable frames;
    private final CompoundPages compound;
    private final AddressSpace mm;
    private final PageAllocator allocator;
    private final int pageLock;
    private final int lruLock;

    /**
     * Splits pages of these frames that this address space maps.
     *
     * @param pageLock the lock cell of the one compound page there is
     * @param lruLock the lock cell under which tails become pages
     */
    public SplitPage(
            Memory memory,
            FrameTable frames,
            CompoundPages compound,
            AddressSpace mm,
            PageAllocator allocator,
            int pageLock,
            int lruLock) {
        this.memory = memory;
        this.frames = frames;
        this.compound = compound;
        this.mm = mm;
        this.allocator = allocator;
        this.pageLock = pageLock;
        this.lruLock = lruLock;
    }

    /**
     * Splits what this page is part of.
     *
     * @param page held by a plain reference of the caller, which is one to this page alone afterwards
     * @return whether it was split; if not, there was nothing to split, or somebody else holds it
     */
    public final boolean split(int page) {
        // The caller's reference keeps head and order as they are.
        long large = memory.lock(SplitLock, pageLock, lock -> largeHead(lock, page));
        if (large == NOTHING) {
            return false;
        }
        int head = (int) large - 1;
        memory.locked(SplitUnmap, mm.ptl(), ptl -> unmap(ptl, head));
        // full on success: pairs with FastGrab, of which one finds the other. From zero nobody grabs.
        boolean frozen = freeze(head);
        int pages = 0;
        if (frozen) {
            pages = (int) memory.locked(SplitTails, lruLock, lru -> splitTails(lru, head));
            // release: pairs with FastGrab on the head; who finds a count finds the tails' heads changed. In C it is
            // page_ref_inc, relaxed, behind the unlock of lru_lock.
            memory.setIntRelease(SplitUnfreeze, frames.refcount(head), 1);
        }
        mapAgain(frozen);
        for (int pfn = head; pfn < head + pages; pfn++) {
            if (pfn != page) {
                put(pfn);
            }
        }
        return frozen;
    }

    private long largeHead(LockedMemory lock, int page) {
        int head = lock.getIntOpaque(frames.compoundHead(page));
        return lock.getIntOpaque(compound.order(head)) > 0 ? head + 1 : NOTHING;
    }

    /** Source: {@code mm/huge_memory.c::unmap_page}, which splits a huge entry first: {@code __split_huge_pmd_locked}. */
    private long unmap(LockedMemory ptl, int head) {
        long pmd = ptl.getLong(mm.pmd());
        int references = 0;
        if (Pte.isLeaf(pmd) && Pte.pfn(pmd) == head) {
            // The table is ready before the pmd points to it; a walker that carries the leaf finds it changed.
            for (int vpn = 0; vpn < mm.pages(); vpn++) {
                ptl.setLongRelease(mm.pte(vpn), Pte.migrating(small(pmd, vpn)));
            }
            // full: pairs with FastGrab, as ZapClear does.
            ptl.getAndSetLong(mm.pmd(), Pte.TABLE);
            references = 1;
        } else if (pmd == Pte.TABLE) {
            for (int vpn = 0; vpn < mm.pages(); vpn++) {
                long pte = ptl.getLong(mm.pte(vpn));
                if (Pte.isPresent(pte)
                        && !Pte.isSpecial(pte)
                        && ptl.getIntOpaque(frames.compoundHead(Pte.pfn(pte))) == head) {
                    // full: as above.
                    ptl.getAndSetLong(mm.pte(vpn), Pte.migrating(pte));
                    references++;
                }
            }
        }
        ptl.getAndAddInt(frames.refcount(head), -references);
        return 0;
    }

    private static long small(long pmd, int vpn) {
        long pte = Pte.page(Pte.pfn(pmd) + vpn);
        return Pte.isWritable(pmd) ? pte : Pte.writeProtect(pte);
    }

    private boolean freeze(int head) {
        return memory.compareAndSetInt(SplitFreeze, frames.refcount(head), expected(head), 0);
    }

    /** What the count is if nobody holds the page but the caller. */
    protected int expected(int head) {
        return 1;
    }

    /** Source: {@code mm/huge_memory.c::__split_huge_page_tail}; {@return how many pages there are} */
    private long splitTails(LockedMemory lru, int head) {
        int pages = 1;
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (pfn != head && lru.getIntOpaque(frames.compoundHead(pfn)) == head) {
                // release, twice: pairs with FastReadHead and FastGrab. The head first: who finds a count on the tail,
                // and
                // takes and puts it, has to find the tail's own head.
                lru.setIntRelease(frames.compoundHead(pfn), pfn);
                lru.setIntRelease(frames.refcount(pfn), 1);
                pages++;
            }
        }
        lru.setIntRelease(compound.order(head), 0);
        return pages;
    }

    /** The end, split or not: who waits for the entries waits for the page lock. */
    protected void mapAgain(boolean split) {
        memory.locked(SplitRemap, mm.ptl(), this::remap);
        memory.unlock(SplitUnlock, pageLock, lock -> 0);
    }

    private long remap(LockedMemory ptl) {
        for (int vpn = 0; vpn < mm.pages(); vpn++) {
            long entry = ptl.getLong(mm.pte(vpn));
            if (Pte.isMigration(entry)) {
                // The reference first: from the entry on, a walker may grab.
                ptl.getAndAddInt(frames.refcount(ptl.getIntOpaque(frames.compoundHead(Pte.pfn(entry)))), 1);
                ptl.setLongRelease(mm.pte(vpn), Pte.migrated(entry));
            }
        }
        return 0;
    }

    /** The page may have lost its entry meanwhile. */
    private void put(int pfn) {
        // full: as RelSub.
        if (memory.getAndAddInt(SplitPut, frames.refcount(pfn), -1) == 1) {
            allocator.free(pfn);
        }
    }
}
