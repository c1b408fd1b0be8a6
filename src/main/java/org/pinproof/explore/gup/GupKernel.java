package org.pinproof.explore.gup;

import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.gup.SlowGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.PageFault;
import org.pinproof.kernel.mm.ZapPte;
import org.pinproof.kernel.writeback.PageMkclean;

/**
 * The kernel code of one world on one memory, simulated or real: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 */
public record GupKernel(
        Memory memory,
        Gup gup,
        Release release,
        PageMkclean mkclean,
        ZapPte zap,
        PageFault fault,
        PageAllocator allocator) {

    /** {@return the kernel of this world with this walker} */
    public static GupKernel of(Memory memory, GupWorld world, GupMutant mutant) {
        FrameTable frames = world.frames();
        AddressSpace mm = world.mm();
        PageAllocator allocator = new PageAllocator(memory, frames);
        GupParts parts = mutant.parts();
        FastGup fast = parts.walker(memory, frames, mm, allocator);
        return new GupKernel(
                memory,
                new Gup(mm, fast, new SlowGup(memory, frames, mm)),
                new Release(memory, frames, allocator),
                parts.mkclean(memory, frames, mm),
                parts.zap(memory, frames, mm, allocator),
                new PageFault(memory, mm, allocator),
                allocator);
    }
}
