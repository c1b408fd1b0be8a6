package org.pinproof.explore.gup;

import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.ZapPte;
import org.pinproof.kernel.writeback.PageMkclean;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class GupParts {

    FastGup walker(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
        return new FastGup(memory, frames, mm, allocator);
    }

    PageMkclean mkclean(Memory memory, FrameTable frames, AddressSpace mm) {
        return new PageMkclean(memory, frames, mm);
    }

    ZapPte zap(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
        return new ZapPte(memory, frames, mm, allocator);
    }
}
