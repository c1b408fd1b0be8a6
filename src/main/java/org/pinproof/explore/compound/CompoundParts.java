package org.pinproof.explore.compound;

import org.pinproof.kernel.gup.CountedBiasAccounting;
import org.pinproof.kernel.gup.ExactAccounting;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FolioAccounting;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.thp.SplitPage;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class CompoundParts {

    PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
        return switch (shape.era()) {
            case BIAS -> new CountedBiasAccounting(memory, world.frames(), world.counters());
            case EXACT -> new ExactAccounting(memory, world.frames(), world.compound(), world.counters());
            case FOLIO ->
                new FolioAccounting(memory, world.frames(), world.compound(), world.counters(), shape.zeroPage());
        };
    }

    FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
        return new FastGup(memory, world.frames(), world.mm(), allocator, accounting);
    }

    Release release(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
        return new Release(memory, world.frames(), allocator, accounting);
    }

    SplitPage split(Memory memory, CompoundWorld world, PageAllocator allocator) {
        return new SplitPage(
                memory, world.frames(), world.compound(), world.mm(), allocator, world.pageLock(), world.lruLock());
    }
}
