package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.MigAlloc;
import static org.pinproof.kernel.mm.KernelStep.MigCopy;
import static org.pinproof.kernel.mm.KernelStep.MigEntry;
import static org.pinproof.kernel.mm.KernelStep.MigFreeze;
import static org.pinproof.kernel.mm.KernelStep.MigPutNew;
import static org.pinproof.kernel.mm.KernelStep.MigPutOld;
import static org.pinproof.kernel.mm.KernelStep.MigRestore;
import static org.pinproof.kernel.mm.KernelStep.MigUnfreeze;
import static org.pinproof.kernel.mm.KernelStep.MigWait;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/**
 * Moves a page that the caller has isolated to a frame where it may stay, unless somebody holds it.
 *
 * <p>A migration entry takes the page's place, so that nobody gets at it through the page table; the count is frozen at zero if it
 * is what is expected, so that nobody who has read the old entry gets at it either; then the content is copied. The frame is taken
 * before, and never wanting. Left out: writeback, private data, compound pages; the page's other mappings, as there is one.
 * Source: {@code mm/migrate.c::migrate_pages}, {@code unmap_and_move}, {@code folio_migrate_mapping}. Not final so that a mutant
 * can replace one decision.
 */
public class MigratePage {
    private final Memory memory;
    private final PlacedPages pages;
    private final PageAllocator allocator;
    private final LruLists lists;
    private final ExpectedRefs expected;
    private final boolean patient;

    /**
     * Moves these pages.
     *
     * @param patient whether passes are made until the page is held by nobody; the kernel makes ten. A pass that fails takes back
     *     what it did, so this waits until one can succeed
     */
    public MigratePage(
            Memory memory,
            PlacedPages pages,
            PageAllocator allocator,
            LruLists lists,
            ExpectedRefs expected,
            boolean patient) {
        this.memory = memory;
        this.pages = pages;
        this.allocator = allocator;
        this.lists = lists;
        this.expected = expected;
        this.patient = patient;
    }

    /** Moves the page, or puts it back onto its list; {@return whether it was moved} */
    public final boolean migrate(int old) {
        int target = allocator.allocFirst(MigAlloc, pfn -> pages.placement(pfn) == Placement.NORMAL);
        while (!move(old, target)) {
            if (!patient) {
                giveUp(old, target);
                return false;
            }
            // volatile: pairs with RelSub; what the last holder did with the page comes before it is moved.
            memory.awaitInt(MigWait, pages.frames().refcount(old), count -> count == expected.mapped());
        }
        // full: the isolation's reference; a walk that has grabbed the old page meanwhile frees it with its undo.
        if (memory.getAndAddInt(MigPutOld, pages.frames().refcount(old), -1) == 1) {
            allocator.free(old);
        }
        return true;
    }

    /** One pass. */
    private boolean move(int old, int target) {
        // The entry's exchange is full and pairs with FastGrab: a walker that read it before has its reference in the
        // count by MigFreeze, or finds the entry changed at FastRecheck.
        int vpn = (int) memory.lock(
                        MigEntry,
                        pages.pageLock(old),
                        page -> page.locked(pages.mm().ptl(), ptl -> unmapUnder(ptl, old)))
                - 1;
        boolean frozen = freeze(memory, pages.frames().refcount(old));
        if (frozen) {
            // release: what is done to the page's mapping while it is frozen comes before anybody can grab it again.
            memory.setIntRelease(MigUnfreeze, pages.frames().refcount(old), 1);
            copy(old, target);
        }
        memory.unlock(
                MigRestore,
                pages.pageLock(old),
                page -> page.locked(
                        pages.mm().ptl(), ptl -> restoreUnder(ptl, vpn, frozen ? target : old, frozen ? old : -1)));
        return frozen;
    }

    /** {@return 1 + the vpn that mapped the page} */
    private long unmapUnder(LockedMemory ptl, int old) {
        int vpn = 0;
        while (Pte.pfn(ptl.getLong(pages.mm().pte(vpn))) != old) {
            vpn++;
        }
        ptl.getAndSetLong(pages.mm().pte(vpn), Pte.migration(old));
        ptl.getAndAddInt(pages.frames().refcount(old), -1);
        return vpn + 1L;
    }

    /** Whether nobody has the page but who is expected to; from then on nobody can get it. */
    protected boolean freeze(Memory memory, int refcount) {
        // full on success: pairs with FastGrab, which adds nothing to zero.
        return memory.compareAndSetInt(MigFreeze, refcount, expected.unmapped(), 0);
    }

    private void copy(int old, int target) {
        memory.locked(MigCopy, pages.pageLock(target), page -> {
            // release: pairs with MigRestore's entry, through which the copy is read.
            page.setIntRelease(pages.data(target), page.getIntOpaque(pages.data(old)));
            return 0;
        });
    }

    private long restoreUnder(LockedMemory ptl, int vpn, int mapped, int moved) {
        ptl.getAndAddInt(pages.frames().refcount(mapped), 1);
        // release: a fast walker may take the entry from here on, and finds its reference counted
        // and its content there.
        ptl.setLongRelease(pages.mm().pte(vpn), moved < 0 ? restored(mapped) : Pte.page(mapped));
        if (moved >= 0) {
            ptl.locked(pages.lruLock(), lru -> {
                // release: both pair with LtRetry.
                lru.setIntRelease(pages.lru(mapped), PlacedPages.ON_LIST);
                lru.setIntRelease(pages.lru(moved), PlacedPages.NO_LIST);
                return 0;
            });
        }
        return 0;
    }

    /** The entry of a page that was not moved: the one it had. */
    protected long restored(int pfn) {
        return Pte.page(pfn);
    }

    private void giveUp(int old, int target) {
        // full: nobody else ever had the target.
        memory.getAndAddInt(MigPutNew, pages.frames().refcount(target), -1);
        allocator.free(target);
        lists.putback(old);
    }
}
