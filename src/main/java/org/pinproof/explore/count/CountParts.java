package org.pinproof.explore.count;

import org.pinproof.kernel.gup.CountedGup;
import org.pinproof.kernel.gup.PinQuery;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class CountParts {

    CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
        return new CountedGup(memory, world.frames(), world.mm(), allocator, tasks);
    }

    Release release(Memory memory, CountWorld world, PageAllocator allocator) {
        return new Release(memory, world.frames(), allocator);
    }

    PinQuery query(Memory memory, CountWorld world) {
        return new PinQuery(memory, world.frames());
    }

    /** Whether a caller that holds so many of what it means to release may do so. */
    boolean mayDrop(int held, int pages) {
        return held >= pages;
    }
}
