package org.pinproof.kernel.fork;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Step;

/** An allocator of anonymous pages: they come as copies of another, with their {@code page->index}, and go without any. */
public final class AnonAllocator extends PageAllocator {
    private final AnonPages pages;

    /** Allocates frames of these pages. */
    public AnonAllocator(Memory memory, AnonPages pages) {
        super(memory, pages.frames());
        this.pages = pages;
    }

    /** {@return the first free frame, which is never wanting, as a copy of the page that the caller holds} */
    int copy(Step step, int from, int vpn) {
        return allocFirst(step, AnonPages::isAnon, (zone, pfn) -> fill(zone, pfn, from, vpn));
    }

    /** As {@link #copy}, inside a section. */
    int copyUnder(LockedMemory held, int from, int vpn) {
        return allocFirstUnder(held, AnonPages::isAnon, (zone, pfn) -> fill(zone, pfn, from, vpn));
    }

    private void fill(LockedMemory zone, int pfn, int from, int vpn) {
        // opaque and release: whoever stores to the page that is copied stores before or after; the copy is there
        // before the entry that leads to it.
        zone.setIntRelease(pages.data(pfn), zone.getIntOpaque(pages.data(from)));
        zone.setIntRelease(pages.index(pfn), vpn);
    }

    @Override
    protected void reset(LockedMemory zone, int head) {
        // release: walkers look at pages that they do not hold yet. It hides nothing from them: they go on with a count
        // that is not zero.
        zone.setIntRelease(pages.exclusive(head), 0);
        zone.setIntRelease(pages.index(head), AnonPages.NO_INDEX);
        zone.setIntRelease(pages.cut(head), 0);
    }
}
