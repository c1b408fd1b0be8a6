package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapFlush;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

/**
 * Unmaps a page: clear the entry, flush, drop the mapping's reference. A pin never prevents it.
 *
 * <p>Not final so that a mutant can replace what ends with the lock.
 */
public class ZapPte {
    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final PageAllocator allocator;

    /** Unmaps from this address space, and frees to this allocator. */
    public ZapPte(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
        this.allocator = allocator;
    }

    /** Removes the entry that maps this vpn, a huge one as a whole. Source: {@code mm/memory.c::zap_pte_range}. */
    public final void zap(int vpn) {
        // full: pairs with FastGrab; a walker that reads the entry later finds it gone, one that read it before has
        // either its reference in the count by now or will see the entry changed at FastRecheck.
        long old = memory.lock(ZapClear, mm.ptl(), ptl -> {
            long entry = ptl.getAndSetLong(mm.entry(ptl, vpn), Pte.NONE);
            // A migration entry and that of the zero page hold no reference: there is nothing to put.
            return Pte.isPresent(entry) && !Pte.isSpecial(entry) ? entry : Pte.NONE;
        });
        if (old == Pte.NONE) {
            return;
        }
        int head = flush(Pte.pfn(old));
        // full: everything done through the mapping happens before the page is freed by whoever drops it last.
        if (memory.getAndAddInt(ZapPut, frames.refcount(head), -1) == 1) {
            allocator.free(head);
        }
    }

    /** Drops the lock; {@return the head of the page that was mapped} */
    protected int flush(int page) {
        // The cleared entry's reference is still counted, so the head is stable. There are no TLBs to flush here, and
        // nothing pairs with a fence: whoever frees the page does so after ZapPut, which is full.
        return (int) memory.unlock(ZapFlush, mm.ptl(), ptl -> ptl.getIntOpaque(frames.compoundHead(page)));
    }
}
