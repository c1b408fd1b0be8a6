package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapFlush;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

/**
 * Unmaps a page of a file: what its entry knew of dirt the page knows in the same section, and the TLBs are flushed before the
 * lock is dropped.
 *
 * <p>The order is that of 1cf35d47712d: a flusher that finds no entry must find no CPU that still stores through an old one.
 * Not final so that a mutant can replace one decision. Source: {@code mm/memory.c::zap_pte_range}.
 */
public class FileZap {
    private final Memory memory;
    private final MappedFile file;
    private final PageAllocator allocator;

    /** Unmaps this file's page. */
    public FileZap(Memory memory, MappedFile file) {
        this.memory = memory;
        this.file = file;
        this.allocator = file.allocator(memory);
    }

    /** Removes the entry, if there is one; devices that follow the page table are stopped first. */
    public final void zap() {
        file.notifier().start(memory);
        remove();
        file.notifier().end(memory);
    }

    /** As {@link #zap}, where the devices have been stopped. */
    protected void remove() {
        if (clear() != Pte.NONE) {
            flushAndUnlock();
            put();
        }
    }

    /** Exchanges the entry for none; {@return it} The lock is kept if there was one. */
    protected long clear() {
        // full: pairs with FastGrab; a walker's re-check sees the entry gone, or its reference is in the count by now.
        return memory.lock(ZapClear, file.mm().ptl(), this::clearUnder);
    }

    /** What {@link #clear} does under the lock. */
    protected final long clearUnder(LockedMemory ptl) {
        // An exchange and no store: the hardware may set the dirty bit until it sees none.
        long old = ptl.getAndSetLong(file.pte(), Pte.NONE);
        if (Pte.isDirty(old)) {
            file.page().setDirty(ptl);
        }
        // opaque: a file's mapping may become none under the page lock; an anonymous page stays one while it is mapped.
        if (old != Pte.NONE && ptl.getIntOpaque(file.page().mapping()) == FilePage.ANON) {
            ptl.setInt(file.page().cut(), 1);
        }
        return old;
    }

    private void flushAndUnlock() {
        memory.unlock(ZapFlush, file.mm().ptl(), this::flush);
    }

    /** Drops the CPUs' copies. */
    protected final long flush(LockedMemory ptl) {
        file.tlb().shootDown(ptl);
        return 0;
    }

    /** Drops the entry's reference. */
    protected final void put() {
        // full: everything done through the entry happens before the page is freed by whoever drops it last.
        if (memory.getAndAddInt(ZapPut, file.refcount(), -1) == 1) {
            allocator.free(MappedFile.PFN);
        }
    }

    /** {@return the file whose page is unmapped} */
    protected final MappedFile file() {
        return file;
    }

    /** {@return what all accesses go through} */
    protected final Memory memory() {
        return memory;
    }
}
