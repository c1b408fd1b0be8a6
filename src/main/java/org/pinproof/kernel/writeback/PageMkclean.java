package org.pinproof.kernel.writeback;

import static org.pinproof.kernel.mm.KernelStep.WbMkcleanClear;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanFlush;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanSet;
import static org.pinproof.kernel.mm.KernelStep.WbPinTest;

import org.pinproof.kernel.gup.BiasAccounting;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Tlb;

/**
 * The checker: clear the entry, flush, write-protect, and only then ask {@code page_dma_pinned}.
 *
 * <p>Asked in this order the answer "no" is final: no walker that read the old entry will succeed. The page-table lock is held
 * until the answer, which keeps the mapping's reference and so the page; in the kernel the page lock and the page cache do.
 * Source: {@code mm/rmap.c::page_mkclean_one}; the order is that of {@code mm/ksm.c::write_protect_page}.
 */
public class PageMkclean {
    /** What the checker learnt. */
    public enum Answer {
        /** No writable entry there: nothing was asked. */
        NOTHING_TO_CLEAN,
        /** Nobody has a pin, and nobody will get one through the entry as it was. */
        NOT_PINNED,
        /** Somebody may have a pin. */
        MAYBE_PINNED
    }

    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final PinAccounting accounting;

    /** Cleans entries of this address space; a pin is a bias for each page. */
    public PageMkclean(Memory memory, FrameTable frames, AddressSpace mm) {
        this(memory, frames, mm, new BiasAccounting(memory, frames));
    }

    /** Cleans entries of this address space. */
    public PageMkclean(Memory memory, FrameTable frames, AddressSpace mm, PinAccounting accounting) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
        this.accounting = accounting;
    }

    /** Write-protects the entry that maps this vpn; {@return whether its page may be pinned} */
    public Answer cleanAndQuery(int vpn) {
        long old = memory.lock(WbMkcleanClear, mm.ptl(), ptl -> clear(ptl, vpn));
        if (old == Pte.NONE) {
            return Answer.NOTHING_TO_CLEAN;
        }
        // full: the flush is a barrier on every machine that matters, but the pairing must not depend on it.
        memory.fullFence(WbMkcleanFlush);
        int slot = Pte.isLeaf(old) ? mm.pmd() : mm.pte(vpn);
        memory.setLongRelease(WbMkcleanSet, slot, Pte.writeProtect(old));
        int page = AddressSpace.page(old, vpn);
        return memory.unlock(WbPinTest, mm.ptl(), ptl -> pageDmaPinned(ptl, page)) != 0
                ? Answer.MAYBE_PINNED
                : Answer.NOT_PINNED;
    }

    /**
     * Write-protects the entry of this vpn, and drops the lock: for who keeps the page by other means, and asks later.
     *
     * @return whether there was anything to clean
     */
    public final boolean clean(int vpn, Tlb tlb) {
        long old = memory.lock(WbMkcleanClear, mm.ptl(), ptl -> clear(ptl, vpn));
        if (old == Pte.NONE) {
            return false;
        }
        // From here on no CPU stores through a copy of the old entry.
        tlb.shootDown(memory, WbMkcleanFlush);
        memory.unlock(WbMkcleanSet, mm.ptl(), ptl -> {
            // release: FastReadPte and CpuTlbFill read it without the lock, and only stop at it: all they need is that
            // it is never torn. No atomic exchange: the hardware leaves alone what is not there.
            ptl.setLongRelease(mm.pte(vpn), Pte.clean(old));
            return 0;
        });
        return true;
    }

    private long clear(LockedMemory ptl, int vpn) {
        int slot = mm.entry(ptl, vpn);
        // opaque: the hardware sets the dirty bit without the lock; the exchange below gets it if it does.
        long entry = ptl.getLongOpaque(slot);
        // full: pairs with FastGrab; the walker's re-check sees this, or the query that follows sees
        // the walker's reference.
        return Pte.isPresent(entry) && (Pte.isWritable(entry) || Pte.isDirty(entry))
                ? ptl.getAndSetLong(slot, Pte.NONE)
                : Pte.NONE;
    }

    /** Source: {@code include/linux/mm.h::page_dma_pinned} of the 2019 series, {@code page_maybe_dma_pinned} since 5.7. */
    protected final long pageDmaPinned(LockedMemory ptl, int page) {
        int head = ptl.getIntOpaque(frames.compoundHead(page));
        return accounting.isDmaPinned(ptl, head) ? 1 : 0;
    }
}
