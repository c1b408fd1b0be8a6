package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.ForkCheckPin;
import static org.pinproof.kernel.mm.KernelStep.ForkCopyNow;
import static org.pinproof.kernel.mm.KernelStep.ForkSeqBegin;
import static org.pinproof.kernel.mm.KernelStep.ForkSeqEnd;
import static org.pinproof.kernel.mm.KernelStep.ForkWrprotect;
import static org.pinproof.kernel.mm.KernelStep.MmapWriteUnlock;

import org.pinproof.kernel.fork.PrivateMapping.Area;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * {@code fork}: the child gets each entry of the parent, both write-protected; of a page that may be pinned it gets a copy at
 * once, and the parent's entry stays as it is.
 *
 * <p>Left out: the flush behind the loop, as there are no TLBs; a copy that has to wait for memory; the split of a huge page
 * that is pinned. Source: {@code kernel/fork.c::dup_mmap}, {@code mm/memory.c::copy_page_range}, {@code copy_present_pte}. Not
 * final so that a mutant can replace one decision.
 */
public class DupMmap {
    /** In what {@link KernelStep#ForkCheckPin} returns with the entry: the child gets a copy. */
    public static final long COPY = 1L << 62;

    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonPages pages;
    private final AnonAllocator allocator;

    /** Forks the parent of this mapping, with pages of this allocator. */
    public DupMmap(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
        this.memory = memory;
        this.mapping = mapping;
        this.pages = mapping.pages();
        this.allocator = allocator;
    }

    /** Forks once: there is no other child. */
    public final void fork() {
        MmStruct parent = mapping.parent();
        MmapLock lock = new MmapLock(memory, parent.mmapLock());
        lock.downWriteUnqueued();
        boolean told = takesSequence(mapping.area());
        if (told) {
            // full, where C has a write barrier: pairs with FastSeqEnd. The counts are read behind it, so that a pin
            // that is not seen there sees this.
            memory.getAndAddInt(ForkSeqBegin, parent.writeProtectSeq(), 1);
        }
        for (int vpn = 0; vpn < mapping.vpns(); vpn++) {
            copyEntry(vpn);
        }
        if (told) {
            // full: pairs with FastSeqBegin; who finds it even finds the entries write-protected.
            memory.getAndAddInt(ForkSeqEnd, parent.writeProtectSeq(), 1);
        }
        // In C the child is linked a little later, under this lock; nobody can look in between.
        memory.locked(MmapWriteUnlock, mapping.tasklistLock(), tasks -> {
            tasks.setInt(mapping.born(), 1);
            lock.upWriteUnder(tasks);
            return 1;
        });
    }

    private void copyEntry(int vpn) {
        MmStruct parent = mapping.parent();
        long found = memory.lock(ForkCheckPin, parent.ptl(), ptl -> check(ptl, vpn));
        long entry = found & ~COPY;
        // The child's lock is nobody else's yet, and is taken for form.
        if ((found & COPY) != 0) {
            memory.unlock(
                    ForkCopyNow,
                    parent.ptl(),
                    ptl -> ptl.locked(mapping.child().ptl(), both -> copyPage(both, vpn, Pte.pfn(entry))));
        } else if (Pte.isPresent(entry) || Pte.isSwap(entry)) {
            memory.unlock(
                    ForkWrprotect,
                    parent.ptl(),
                    ptl -> ptl.locked(mapping.child().ptl(), both -> share(both, vpn, entry)));
        }
    }

    private long check(LockedMemory ptl, int vpn) {
        long entry = ptl.getLong(mapping.parent().pte(vpn));
        if (entry == Pte.NONE) {
            return ofEmpty();
        }
        boolean copies = Pte.isPresent(entry) && needsCopy(ptl, Pte.pfn(entry));
        return copies ? entry | COPY : entry;
    }

    /** What the look at an entry that is none returns: zero lets the lock go. */
    protected long ofEmpty() {
        return 0;
    }

    /** Source: {@code include/linux/mm.h::page_needs_cow_for_dma}. */
    private boolean needsCopy(LockedMemory ptl, int page) {
        // volatile: behind ForkSeqBegin; read before it, the count could lack a pin that has seen the sequence even.
        return AnonPages.isAnon(page)
                && pages.isExclusive(ptl, page)
                && asksForPins(mapping.area())
                && ptl.getIntVolatile(mapping.parent().hasPinned()) != 0
                && Refcount.isDmaPinned(ptl.getIntVolatile(mapping.refcount(page)));
    }

    /** Whether entries of this kind are copied between the two additions to the sequence count. */
    protected boolean takesSequence(Area area) {
        return true;
    }

    /** Whether a page with an entry of this kind may be pinned. */
    protected boolean asksForPins(Area area) {
        return true;
    }

    private long copyPage(LockedMemory both, int vpn, int page) {
        int copy = allocator.copyUnder(both, page, vpn);
        pages.addMappings(both, copy, 1);
        pages.setExclusive(both, copy, true);
        show(both, vpn);
        long entry = Pte.makeDirty(Pte.page(copy));
        // release: pairs with FastReadPte of the child's walks; who finds the entry finds the copy, its mark and its
        // count.
        // The child runs later still, but reclaim finds a page by its index as soon as it is mapped.
        both.setLongRelease(mapping.child().pte(vpn), mapping.writable() ? entry : Pte.writeProtect(entry));
        return 1;
    }

    private long share(LockedMemory both, int vpn, long entry) {
        int page = Pte.pfn(entry);
        long shared;
        if (Pte.isPresent(entry)) {
            shared = Pte.writeProtect(entry);
            pages.addReferences(both, page, 1);
            pages.addMappings(both, page, 1);
            pages.setExclusive(both, page, false);
        } else {
            shared = Pte.swap(page, false);
            pages.addSwapUser(both, page);
        }
        pages.shared(both, page);
        show(both, vpn);
        // full: pairs with FastGrab and FastRecheck; a walk that takes the entry for writable from here on has read it
        // before, and finds the sequence count moved on.
        both.getAndSetLong(mapping.parent().pte(vpn), shared);
        // release: pairs with FastReadPte of the child's walks; who finds the entry finds the mark gone. With the mark
        // still
        // there, a pin to read would take the page for the child's alone.
        both.setLongRelease(mapping.child().pte(vpn), shared);
        return 1;
    }

    /** The child must show what the parent shows. */
    private void show(LockedMemory both, int vpn) {
        // opaque, release: no kernel has these words, and nothing is ordered by them. A CPU's store changes them
        // without
        // the page-table locks, so neither access may be plain.
        both.setIntRelease(
                mapping.child().shown(vpn), both.getIntOpaque(mapping.parent().shown(vpn)));
    }
}
