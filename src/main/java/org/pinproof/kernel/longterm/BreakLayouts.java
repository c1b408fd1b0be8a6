package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.LayoutBreak;
import static org.pinproof.kernel.mm.KernelStep.LayoutCheck;
import static org.pinproof.kernel.mm.KernelStep.LayoutFree;
import static org.pinproof.kernel.mm.KernelStep.LayoutPrepare;
import static org.pinproof.kernel.mm.KernelStep.LayoutUnmap;
import static org.pinproof.kernel.mm.KernelStep.LayoutWait;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * Truncation of a file on FS-DAX: unmap, wait until nobody holds the page, free its blocks.
 *
 * <p>No fault maps the page again: the file system holds its locks. Source: {@code fs/dax.c::dax_layout_busy_page}, {@code
 * fs/xfs/xfs_pnfs.c::xfs_break_layouts}, {@code fs/xfs/xfs_file.c::xfs_break_dax_layouts}. Not final so that a mutant can replace
 * one decision.
 */
public class BreakLayouts {
    private static final long NOTHING = -1;

    private final Memory memory;
    private final PlacedPages pages;
    private final boolean leases;

    /**
     * Truncates these pages.
     *
     * @param leases whether owners of long-term pins hold leases, and are told first
     */
    public BreakLayouts(Memory memory, PlacedPages pages, boolean leases) {
        this.memory = memory;
        this.pages = pages;
        this.leases = leases;
    }

    /** Frees the block that this vpn maps; nothing if it maps none. */
    public final void truncate(int vpn) {
        if (leases) {
            pages.lease().breakLease(memory, LayoutBreak);
        }
        int pfn = (int) memory.locked(LayoutUnmap, pages.mm().ptl(), ptl -> {
            long entry = ptl.getLong(pages.mm().pte(vpn));
            if (!Pte.isPresent(entry) || !pages.isDax(Pte.pfn(entry))) {
                return NOTHING;
            }
            // full: pairs with FastGrab; a walker that has read the entry is seen in the count, or sees it gone.
            ptl.getAndSetLong(pages.mm().pte(vpn), Pte.NONE);
            return Pte.pfn(entry);
        });
        if (pfn == NOTHING) {
            return;
        }
        queue(pfn);
        while (!isIdle(memory, pages.frames().refcount(pfn))) {
            // volatile: pairs with DaxWake; the next look at the count comes after.
            memory.awaitInt(LayoutWait, pages.woken(pfn), woken -> woken != 0);
            queue(pfn);
        }
        memory.locked(LayoutFree, pages.frames().zoneLock(), zone -> {
            zone.setInt(pages.frames().free(pfn), 1);
            return 0;
        });
    }

    private void queue(int pfn) {
        // full: a release could be seen after isIdle's load, and wipe out the wake of an unpin in between. The exchange
        // only fails where nobody has woken anybody, and then there is nothing to take back. In C it is the barrier of
        // set_current_state.
        memory.compareAndSetInt(LayoutPrepare, pages.woken(pfn), 1, 0);
    }

    /** Whether only the file system has the page: FS-DAX is counted from one. */
    protected boolean isIdle(Memory memory, int refcount) {
        // volatile: pairs with RelSub; what the last holder's device has stored comes before the blocks are freed.
        return memory.getIntVolatile(LayoutCheck, refcount) == 1;
    }
}
