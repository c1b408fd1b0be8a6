package org.pinproof.kernel.reclaim;

import static org.pinproof.kernel.mm.KernelStep.LazyRead;
import static org.pinproof.kernel.mm.KernelStep.RclDelete;
import static org.pinproof.kernel.mm.KernelStep.RclDirtyRecheck;
import static org.pinproof.kernel.mm.KernelStep.RclFlush;
import static org.pinproof.kernel.mm.KernelStep.RclFreeze;
import static org.pinproof.kernel.mm.KernelStep.RclKeep;
import static org.pinproof.kernel.mm.KernelStep.RclLock;
import static org.pinproof.kernel.mm.KernelStep.RclPinTest;
import static org.pinproof.kernel.mm.KernelStep.RclStripBuffers;
import static org.pinproof.kernel.mm.KernelStep.RclTestDirty;
import static org.pinproof.kernel.mm.KernelStep.RclUnfreeze;
import static org.pinproof.kernel.mm.KernelStep.RclUnmap;

import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * Tries to take a page back: a dirty one is left to the flusher, a held one cannot be frozen.
 *
 * <p>Left out: kswapd only tries to lock the page, here it waits; pageout; the order of unlocking and the last put. Not final so
 * that a mutant can replace one decision. Source: {@code mm/vmscan.c::shrink_page_list}, {@code __remove_mapping}; {@code
 * mm/rmap.c::try_to_unmap_one}.
 */
public class ShrinkPage {
    /** What reclaim itself holds. */
    private static final int ISOLATION = 1;

    private final Memory memory;
    private final MappedFile file;
    private final boolean asks;
    private final PageAllocator allocator;

    /**
     * Reclaims this page.
     *
     * @param asks whether a page that may be pinned keeps its buffers
     */
    public ShrinkPage(Memory memory, MappedFile file, boolean asks) {
        this.memory = memory;
        this.file = file;
        this.asks = asks;
        this.allocator = file.allocator(memory);
    }

    /** One attempt; {@return whether the page was freed} */
    public final boolean reclaim() {
        int mapping = (int) memory.lock(RclLock, file.page().pageLock(), this::isolate);
        if (mapping == FilePage.NO_MAPPING) {
            return false;
        }
        file.notifier().start(memory);
        unmap(mapping);
        file.notifier().end(memory);
        if (isDirtyOrUnderWriteback() || mapping == FilePage.FILE && !releasesBuffers() || !freezeAndDelete(mapping)) {
            return putBack();
        }
        allocator.free(MappedFile.PFN);
        return true;
    }

    /** The page stays, unless reclaim's own reference was the last; {@return whether it was} */
    private boolean putBack() {
        // full: pairs with the other puts; of an anonymous page that was unmapped meanwhile this may be the last, and
        // what was done with the page happens before it is freed.
        boolean last = isLast(
                memory.unlock(RclKeep, file.page().pageLock(), l -> l.getAndAddInt(file.refcount(), -ISOLATION)));
        if (last) {
            allocator.free(MappedFile.PFN);
        }
        return last;
    }

    /** Whether so many references are reclaim's own. */
    protected boolean isLast(long references) {
        return references == ISOLATION;
    }

    private long isolate(LockedMemory locked) {
        // opaque: the allocator resets the mapping without the lock. Then the count is zero, and the addition is
        // refused; full: pairs with the last put, get_page_unless_zero.
        int mapping = locked.getIntOpaque(file.page().mapping());
        return mapping != FilePage.NO_MAPPING && locked.addIntUnlessZero(file.refcount(), ISOLATION)
                ? mapping
                : FilePage.NO_MAPPING;
    }

    private void unmap(int mapping) {
        // full: pairs with FastGrab; a walker's re-check sees the entry gone, or its reference is in the count below.
        long old = memory.lock(RclUnmap, file.mm().ptl(), ptl -> ptl.getAndSetLong(file.pte(), Pte.NONE));
        if (old == Pte.NONE) {
            return;
        }
        if (mapping == FilePage.FILE) {
            memory.unlock(RclFlush, file.mm().ptl(), ptl -> transferAndPut(ptl, old));
        } else {
            file.tlb().shootDown(memory, RclFlush);
            memory.unlock(LazyRead, file.mm().ptl(), ptl -> dropOrRestore(ptl, old));
        }
    }

    private long transferAndPut(LockedMemory ptl, long old) {
        file.tlb().shootDown(ptl);
        if (Pte.isDirty(old)) {
            file.page().setDirty(ptl);
        }
        ptl.getAndAddInt(file.refcount(), -1);
        return 0;
    }

    /** After MADV_FREE: first the count, then the mark; who stored through a reference marks before dropping it. */
    private long dropOrRestore(LockedMemory ptl, long old) {
        // volatile: pairs with RelDirtySet and stays behind the count; read earlier it could miss the mark of a holder
        // that the count does not show any more.
        if (isUnused(ptl) && ptl.getIntVolatile(file.page().dirty()) == 0 && !Pte.isDirty(old)) {
            ptl.getAndAddInt(file.refcount(), -1);
            return 1;
        }
        // release: FastRecheck reads it without the lock, and may find what it read before. No atomic exchange: the
        // hardware leaves alone what is not there.
        ptl.setLongRelease(file.pte(), old);
        return 0;
    }

    /** Whether nobody has the page but reclaim and the entry that was cleared. */
    protected boolean isUnused(LockedMemory ptl) {
        // volatile: stays behind the clear; read earlier it could miss a grab that passes its re-check (6c8e2a256915).
        return ptl.getIntVolatile(file.refcount()) == ISOLATION + 1;
    }

    private boolean isDirtyOrUnderWriteback() {
        // volatile: pairs with WbEnd; the disk has read before the page is somebody else's. The mark is opaque, as
        // marks are cleared without private_lock, though not while the page is locked.
        return memory.locked(
                        RclTestDirty,
                        file.page().privateLock(),
                        held -> held.getIntOpaque(file.page().dirty())
                                | held.getIntVolatile(file.page().writeback()))
                != 0;
    }

    /** Whether the page may lose its buffers, and has. */
    private boolean releasesBuffers() {
        return !isKeptForItsPins()
                && memory.locked(RclStripBuffers, file.page().privateLock(), this::tryToFreeBuffers) != 0;
    }

    /** Whether the page keeps its buffers because it may be pinned: they are needed when it becomes dirty again. */
    protected boolean isKeptForItsPins() {
        // volatile: stays behind the clear of the entry, as the flusher's question does.
        return asks && Refcount.isDmaPinned(memory.getIntVolatile(RclPinTest, file.refcount()));
    }

    private long tryToFreeBuffers(LockedMemory held) {
        FilePage page = file.page();
        for (int half = 0; half < FilePage.HALVES; half++) {
            if (held.getInt(page.buffer(half)) == FilePage.DIRTY) {
                return 0;
            }
        }
        page.setBuffers(held, FilePage.NO_BUFFER);
        return 1;
    }

    /** Freezes, and looks at the mark again: a release that the freeze has seen set its mark before. */
    private boolean freezeAndDelete(int mapping) {
        int expected = ISOLATION + (mapping == FilePage.FILE ? 1 : 0);
        // full: pairs with FastGrab, which fails on zero, and with RelSub: a holder that is gone has left its mark.
        if (!memory.compareAndSetInt(RclFreeze, file.refcount(), expected, 0)) {
            return false;
        }
        // volatile: stays behind the freeze; the other way round, "store; mark; put" in between would be lost.
        if (memory.getIntVolatile(RclDirtyRecheck, file.page().dirty()) != 0) {
            // release: pairs with the grabs, which zero has kept away; the look at the mark stays before. A store will
            // do: nobody changes a count of zero.
            memory.setIntRelease(RclUnfreeze, file.refcount(), expected);
            return false;
        }
        memory.unlock(RclDelete, file.page().pageLock(), locked -> {
            // release: FltReadPte reads it without the page lock; if it is early with that, the count refuses it.
            locked.setIntRelease(file.page().mapping(), FilePage.NO_MAPPING);
            return 0;
        });
        return true;
    }
}
