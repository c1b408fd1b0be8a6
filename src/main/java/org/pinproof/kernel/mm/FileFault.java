package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.FltDirty;
import static org.pinproof.kernel.mm.KernelStep.FltInstall;
import static org.pinproof.kernel.mm.KernelStep.FltLock;
import static org.pinproof.kernel.mm.KernelStep.FltMkwrite;
import static org.pinproof.kernel.mm.KernelStep.FltPut;
import static org.pinproof.kernel.mm.KernelStep.FltReadPte;
import static org.pinproof.kernel.mm.KernelStep.FltUnlock;
import static org.pinproof.kernel.mm.KernelStep.FltWaitStable;

/**
 * A store to a page of a shared file mapping that its entry does not let through: the file system is told, and only then does
 * the entry become writable.
 *
 * <p>The page lock spans the new entry and the dirty mark; a flusher sees both or neither. Left out: {@code mmap_lock}, reading
 * the page in; a fault that meets a frozen page gives up instead of looking again. Not final so that a mutant can replace one
 * decision. Source: {@code mm/memory.c::wp_page_shared}, {@code do_shared_fault}.
 */
public class FileFault {
    /** How a fault ended. */
    public enum Outcome {
        /** The store, or the walk, is worth another try. */
        RETRY,
        /** The page is gone: SIGBUS. */
        GONE
    }

    private static final long WRITABLE = -1;
    private static final long NO_PAGE = -2;

    private final Memory memory;
    private final MappedFile file;
    private final PageAllocator allocator;
    private final boolean stable;

    /**
     * Faults on this file.
     *
     * @param stable whether a page must not change while it is being written
     */
    public FileFault(Memory memory, MappedFile file, boolean stable) {
        this.memory = memory;
        this.file = file;
        this.allocator = file.allocator(memory);
        this.stable = stable;
    }

    /** Makes the entry writable, if it is not and the page is there. */
    public final Outcome handle() {
        long entry = memory.locked(FltReadPte, file.mm().ptl(), this::lookUp);
        if (entry == WRITABLE) {
            return Outcome.RETRY;
        }
        if (entry == NO_PAGE) {
            return Outcome.GONE;
        }
        if (memory.lock(FltLock, file.page().pageLock(), this::isStillTheFiles) == 0) {
            // full: the put may be the last, and everything done with the page happens before it is freed.
            if (memory.getAndAddInt(FltPut, file.refcount(), -1) == 1) {
                allocator.free(MappedFile.PFN);
            }
            return Outcome.RETRY;
        }
        if (stable) {
            waitForStablePage();
        }
        memory.locked(FltMkwrite, file.page().privateLock(), this::mkwrite);
        install(entry);
        return Outcome.RETRY;
    }

    /** The entry, with a reference that outlives the lock: of a page without an entry by a look into the page cache. */
    private long lookUp(LockedMemory ptl) {
        // opaque: the hardware sets the dirty bit without the lock.
        long entry = ptl.getLongOpaque(file.pte());
        if (Pte.isPresent(entry) && Pte.isWritable(entry)) {
            return WRITABLE;
        }
        // The mapping is opaque: it may be out of date, and FltLock looks again. The addition is full: pairs with
        // RclFreeze; either the reference is in the count that reclaim compares, or the page is frozen.
        return ptl.getIntOpaque(file.page().mapping()) == FilePage.FILE && ptl.addIntUnlessZero(file.refcount(), 1)
                ? entry
                : NO_PAGE;
    }

    private long isStillTheFiles(LockedMemory locked) {
        // plain: of a page that is held, only holders of the page lock change it.
        return locked.getInt(file.page().mapping()) == FilePage.FILE ? 1 : 0;
    }

    /** Source: {@code mm/page-writeback.c::wait_for_stable_page}. */
    protected void waitForStablePage() {
        // volatile: pairs with WbEnd; stores that the fault lets through come after the disk's reads. With the page
        // locked no new write starts, so what is seen once stays true.
        memory.awaitInt(FltWaitStable, file.page().writeback(), writeback -> writeback == 0);
    }

    private long mkwrite(LockedMemory held) {
        FilePage page = file.page();
        page.setBuffers(held, FilePage.DIRTY);
        held.setInt(page.reserved(), 1);
        return page.setDirtyUnder(held);
    }

    /** The entry becomes writable under the page lock, which is then dropped. */
    protected void install(long entry) {
        if (installUnlessChanged(entry)) {
            memory.unlock(FltDirty, file.page().pageLock(), this::markDirty);
        } else {
            unlock();
        }
    }

    /** {@code pte_same}, and the new entry; {@return whether it was the same} The fault's reference becomes the entry's, or goes. */
    protected final boolean installUnlessChanged(long entry) {
        return memory.locked(FltInstall, file.mm().ptl(), ptl -> {
                    // opaque: the hardware sets the dirty bit without the lock, if it is not the same entry any more.
                    boolean same = ptl.getLongOpaque(file.pte()) == entry;
                    if (same) {
                        // release: pairs with FastRecheck; who takes the entry from here on finds buffers and mark. No
                        // atomic exchange: the hardware leaves an entry alone that is not writable.
                        ptl.setLongRelease(file.pte(), Pte.makeDirty(Pte.page(MappedFile.PFN)));
                    }
                    if (!same || Pte.isPresent(entry)) {
                        // The cache's reference stays while the page is locked: this is never the last.
                        ptl.getAndAddInt(file.refcount(), -1);
                    }
                    return same ? 1 : 0;
                })
                != 0;
    }

    /** {@code set_page_dirty}, as the last thing done to the page. */
    protected final long markDirty(LockedMemory locked) {
        file.page().setDirty(locked);
        return 0;
    }

    /** Drops the page lock and nothing else. */
    protected final void unlock() {
        memory.unlock(FltUnlock, file.page().pageLock(), locked -> 0);
    }
}
