package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.BatchAdd;
import static org.pinproof.kernel.mm.KernelStep.LruPutback;
import static org.pinproof.kernel.mm.KernelStep.LtDrain;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Step;

/**
 * The LRU lists, and the per-CPU batches of pages that are to be moved on them.
 *
 * <p>Who isolates a page takes a reference, and nobody else can isolate it then; a batch has a reference of its own for as long
 * as it likes. Not final so that a mutant can replace one decision. Source: {@code mm/vmscan.c::isolate_lru_page}, {@code putback_lru_page}; {@code mm/swap.c}.
 */
public class LruLists {
    private final Memory memory;
    private final PlacedPages pages;

    /** In place of a pfn: the vpn maps nothing that is looked for. */
    static final int NOTHING = -1;

    /** In place of a pfn: somebody else has isolated the page. */
    static final int ELSEWHERE = -2;

    /** The lists of these pages. */
    public LruLists(Memory memory, PlacedPages pages) {
        this.memory = memory;
        this.pages = pages;
    }

    /** Takes a page that the caller holds off its list; {@return whether it was on one} The caller has a reference more then. */
    public final boolean isolate(Step step, int pfn) {
        return memory.locked(step, pages.lruLock(), lru -> isolateUnder(lru, pfn)) != 0;
    }

    private long isolateUnder(LockedMemory lru, int pfn) {
        if (lru.getIntOpaque(pages.lru(pfn)) != PlacedPages.ON_LIST) {
            return 0;
        }
        // release: pairs with LtRetry, which waits without the lock until the page is isolated no more.
        lru.setIntRelease(pages.lru(pfn), PlacedPages.ISOLATED);
        lru.getAndAddInt(pages.frames().refcount(pfn), 1);
        return 1;
    }

    /** Puts a page back that was isolated, and drops the isolation's reference; its owner still has one. */
    public final void putback(int pfn) {
        memory.locked(LruPutback, pages.lruLock(), lru -> {
            // release: pairs with LtRetry.
            lru.setIntRelease(pages.lru(pfn), PlacedPages.ON_LIST);
            lru.getAndAddInt(pages.frames().refcount(pfn), -1);
            return 0;
        });
    }

    /**
     * Isolates the page that this vpn maps, as who looks for pages by their frame does.
     *
     * @param placement the only one that is looked for, and drained from batches first; null for any, which is drained of nothing
     * @return the pfn, {@link #NOTHING} or {@link #ELSEWHERE}
     */
    final int isolateMapped(Step step, int vpn, Placement placement) {
        return (int) memory.locked(step, pages.mm().ptl(), ptl -> {
            long entry = ptl.getLong(pages.mm().pte(vpn));
            int pfn = Pte.pfn(entry);
            if (!Pte.isPresent(entry) || placement != null && pages.placement(pfn) != placement) {
                return NOTHING;
            }
            return ptl.locked(pages.lruLock(), lru -> {
                if (placement != null && isDrainedFor(lru, pages.lru(pfn))) {
                    drainUnder(lru, pfn);
                }
                return isolateUnder(lru, pfn) == 0 ? ELSEWHERE : pfn;
            });
        });
    }

    /**
     * Whether batches are drained for who looks for a frame, also where he cannot have the page: whoever has isolated it may be
     * waiting for the batch.
     */
    protected boolean isDrainedFor(LockedMemory lru, int onList) {
        return true;
    }

    /** Takes the page out of every batch. Source: {@code lru_add_drain_all}, of which only this page matters to the caller. */
    public final void drain(int pfn) {
        memory.locked(LtDrain, pages.lruLock(), lru -> drainUnder(lru, pfn));
    }

    /** The reference is never the last: the owner has one. */
    private long drainUnder(LockedMemory lru, int pfn) {
        if (lru.getInt(pages.batch(pfn)) == 0) {
            return 0;
        }
        lru.setInt(pages.batch(pfn), 0);
        lru.getAndAddInt(pages.frames().refcount(pfn), -1);
        return 1;
    }

    /** This CPU remembers to move the page that the vpn maps, and keeps a reference until the batch is full, or drained. */
    public final void batch(int vpn) {
        memory.locked(BatchAdd, pages.mm().ptl(), ptl -> {
            long entry = ptl.getLong(pages.mm().pte(vpn));
            int pfn = Pte.pfn(entry);
            return Pte.isPresent(entry) ? ptl.locked(pages.lruLock(), lru -> batchUnder(lru, pfn)) : 0;
        });
    }

    private long batchUnder(LockedMemory lru, int pfn) {
        if (lru.getIntOpaque(pages.lru(pfn)) == PlacedPages.NO_LIST || lru.getInt(pages.batch(pfn)) != 0) {
            return 0;
        }
        lru.setInt(pages.batch(pfn), 1);
        lru.getAndAddInt(pages.frames().refcount(pfn), 1);
        return 1;
    }
}
