package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.SlowMigWait;

import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.PagewiseSlowPath;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * One page after the other under the page-table lock, wherever it lies; one that is being moved is waited for.
 *
 * <p>Left out: {@code mmap_lock}, VMAs, faults. Source: {@code mm/gup.c::follow_page_pte}, {@code
 * mm/migrate.c::migration_entry_wait}.
 */
public class FollowPte extends PagewiseSlowPath {
    private final Memory memory;
    private final PlacedPages pages;

    /** Follows entries to these pages. */
    public FollowPte(Memory memory, PlacedPages pages) {
        this.memory = memory;
        this.pages = pages;
    }

    @Override
    public final int follow(int vpn, int flags) {
        long entry = look(vpn, flags);
        while (entry > 0 && Pte.isMigration(entry)) {
            // volatile: pairs with MigRestore, which unlocks the page when the entry is back;
            // the next look comes after.
            memory.awaitInt(SlowMigWait, pages.pageLock(Pte.pfn(entry)), lock -> lock == 0);
            entry = look(vpn, flags);
        }
        return entry > 0 ? Pte.pfn(entry) : (int) entry;
    }

    /** {@return the entry, its page grabbed unless it is being moved; no entry has the sign bit of an errno} */
    private long look(int vpn, int flags) {
        return memory.locked(SlowFollow, pages.mm().ptl(), ptl -> lookUnder(ptl, vpn, flags));
    }

    private long lookUnder(LockedMemory ptl, int vpn, int flags) {
        long entry = ptl.getLong(pages.mm().pte(vpn));
        if (Pte.isMigration(entry)) {
            return entry;
        }
        if (!Pte.isPresent(entry) || !isTaken(pages.placement(Pte.pfn(entry)), flags)) {
            return Errno.EFAULT.negative();
        }
        int refcount = pages.frames().refcount(Pte.pfn(entry));
        if (ptl.getIntOpaque(refcount) <= 0) {
            return Errno.ENOMEM.negative();
        }
        ptl.getAndAddInt(refcount, Refcount.weight(FollFlag.isPin(flags), 1));
        return entry;
    }

    /** Whether a page that lies there is taken at all; one that must move is, and is looked at again later. */
    protected boolean isTaken(Placement placement, int flags) {
        return placement != Placement.SECRET;
    }
}
