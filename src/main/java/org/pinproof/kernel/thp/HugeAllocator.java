package org.pinproof.kernel.thp;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** The allocator of huge pages: one that is freed leaves the queue. Source: {@code mm/huge_memory.c::folio_undo_large_rmappable}. */
public final class HugeAllocator extends PageAllocator {
    private final HugeRange range;

    /** Allocates the frames of this range. */
    public HugeAllocator(Memory memory, HugeRange range) {
        super(memory, range.frames());
        this.range = range;
    }

    @Override
    protected void reset(LockedMemory zone, int head) {
        for (int pfn = 0; pfn < range.frames().size(); pfn++) {
            if (range.isHuge(pfn) && zone.getInt(range.frames().free(pfn)) != 0) {
                // release: the queue's lock is another one; nobody has the page who would write this as well.
                zone.setIntRelease(range.queue(pfn), HugeRange.Queue.NO.ordinal());
            }
        }
    }
}
