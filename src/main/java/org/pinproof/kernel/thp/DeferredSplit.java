package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.DeferPut;
import static org.pinproof.kernel.mm.KernelStep.DeferScan;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * Looks through the queue of huge pages that may be split: one is held, taken to a list of its own, and put back.
 *
 * <p>A page is found here without an entry that maps it. While it is on the list, who looks has a reference, and nobody else may take
 * it off. The split itself is {@link SplitPage}'s. Source: {@code mm/huge_memory.c::deferred_split_scan}.
 */
public final class DeferredSplit {
    private final Memory memory;
    private final HugeRange range;
    private final PageAllocator allocator;

    /** Looks through the queue of this range. */
    public DeferredSplit(Memory memory, HugeRange range, PageAllocator allocator) {
        this.memory = memory;
        this.range = range;
        this.allocator = allocator;
    }

    /** Looks at the first page in the queue, if there is one. */
    public void scan() {
        int huge = (int) memory.locked(DeferScan, range.queueLock(), this::take) - 1;
        if (huge >= 0 && memory.locked(DeferPut, range.queueLock(), queue -> putBack(queue, huge)) == 1) {
            allocator.free(huge);
        }
    }

    /** {@return 1 + the page, or 0} */
    private long take(LockedMemory queue) {
        for (int pfn = 0; pfn < range.frames().size(); pfn++) {
            // opaque: who takes pages to and off the queue has its lock, but who frees one has another. So it may be
            // old, and the addition, which is refused at zero, tells.
            // full: pairs with MigFreeze, which is under this lock as well, and with who drops the last reference.
            // Without the look for zero a page that is about to be freed would be brought back to life.
            if (range.isHuge(pfn)
                    && queue.getIntOpaque(range.queue(pfn)) == HugeRange.Queue.QUEUE.ordinal()
                    && queue.addIntUnlessZero(range.frames().refcount(pfn), 1)) {
                // release: as HugeAllocator's.
                queue.setIntRelease(range.queue(pfn), HugeRange.Queue.SCAN.ordinal());
                return pfn + 1L;
            }
        }
        return 0;
    }

    /** {@return the count before} */
    private long putBack(LockedMemory queue, int huge) {
        // release: as above.
        queue.setIntRelease(range.queue(huge), HugeRange.Queue.QUEUE.ordinal());
        // full: as RelSub.
        return queue.getAndAddInt(range.frames().refcount(huge), -1);
    }
}
