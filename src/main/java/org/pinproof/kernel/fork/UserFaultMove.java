package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.MoveCheck;
import static org.pinproof.kernel.mm.KernelStep.MoveClear;
import static org.pinproof.kernel.mm.KernelStep.MoveRestore;
import static org.pinproof.kernel.mm.KernelStep.MoveSet;
import static org.pinproof.kernel.mm.KernelStep.UffdContinue;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * What a user who serves faults does to entries: {@code UFFDIO_MOVE} takes a page from one address to another, {@code
 * UFFDIO_CONTINUE} maps the page behind.
 *
 * <p>A page is moved if it is exclusive and nobody has it pinned: asked when its entry is cleared. Left out: the page lock,
 * {@code mmap_lock}, swapped pages. Source: {@code mm/userfaultfd.c::move_present_pte}, {@code mfill_atomic_install_pte}. Not
 * final so that a mutant can replace one decision.
 */
public class UserFaultMove {
    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonPages pages;

    /** Changes entries of this mapping. */
    public UserFaultMove(Memory memory, PrivateMapping mapping) {
        this.memory = memory;
        this.mapping = mapping;
        this.pages = mapping.pages();
    }

    /** Moves the page of one vpn to another where nothing is mapped, if it may be moved. */
    public final void move(MmStruct mm, int from, int to) {
        long entry = memory.lock(MoveClear, mm.ptl(), ptl -> clear(ptl, mm, from, to));
        if (entry == Pte.NONE) {
            return;
        }
        // volatile: behind the exchange of the entry; a pin that passes its re-check is in the count.
        if (isPinned(memory.getIntVolatile(MoveCheck, mapping.refcount(Pte.pfn(entry))))) {
            memory.unlock(MoveRestore, mm.ptl(), ptl -> {
                // release: as it was.
                ptl.setLongRelease(mm.pte(from), entry);
                return 1;
            });
        } else {
            memory.unlock(MoveSet, mm.ptl(), ptl -> set(ptl, mm, from, to, entry));
        }
    }

    /** Whether a page with this count stays because it may be pinned. */
    protected boolean isPinned(int count) {
        return Refcount.isDmaPinned(count);
    }

    private long clear(LockedMemory ptl, MmStruct mm, int from, int to) {
        long entry = ptl.getLong(mm.pte(from));
        boolean mayMove = Pte.isPresent(entry)
                && AnonPages.isAnon(Pte.pfn(entry))
                && pages.isExclusive(ptl, Pte.pfn(entry))
                && ptl.getLong(mm.pte(to)) == Pte.NONE;
        if (!mayMove) {
            return Pte.NONE;
        }
        cleared(ptl, Pte.pfn(entry), to);
        // full: pairs with FastGrab and FastRecheck; the count is read behind it.
        return ptl.getAndSetLong(mm.pte(from), Pte.NONE);
    }

    /** What is done to the page before anybody has asked whether it is pinned: nothing. */
    protected void cleared(LockedMemory ptl, int page, int to) {}

    private long set(LockedMemory ptl, MmStruct mm, int from, int to, long entry) {
        setIndex(ptl, Pte.pfn(entry), to);
        // What the one address showed the other must show. opaque, release: no kernel has these words, and nothing is
        // ordered
        // by them; not plain, as a CPU's store has not this lock.
        ptl.setIntRelease(mm.shown(to), ptl.getIntOpaque(mm.shown(from)));
        ptl.setIntRelease(mm.shown(from), 0);
        // release: who finds the entry finds the page's index.
        ptl.setLongRelease(mm.pte(to), entry);
        return 1;
    }

    /** The page's entries are found here from now on. */
    protected final void setIndex(LockedMemory ptl, int page, int vpn) {
        // release: read by reclaim, which has the page's lock.
        ptl.setIntRelease(pages.index(page), vpn);
    }

    /** Maps the page behind where nothing is mapped; dirty since 9ae0f87d009c, though nobody has stored. */
    public final void continueFault(MmStruct mm, int vpn) {
        memory.locked(UffdContinue, mm.ptl(), ptl -> {
            if (ptl.getLong(mm.pte(vpn)) != Pte.NONE) {
                return 0;
            }
            AnonFault.mapBehind(ptl, mapping, mm, vpn, true);
            return 1;
        });
    }
}
