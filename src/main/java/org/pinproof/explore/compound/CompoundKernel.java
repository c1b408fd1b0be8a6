package org.pinproof.explore.compound;

import org.pinproof.explore.gup.GupKernel;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.gup.SlowGup;
import org.pinproof.kernel.mm.CompoundAllocator;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.PageFault;
import org.pinproof.kernel.mm.ZapPte;
import org.pinproof.kernel.thp.SplitPage;
import org.pinproof.kernel.writeback.PageMkclean;

/** The kernel code of one world on one memory: what there is of small pages too, and the splitter. */
record CompoundKernel(GupKernel gup, SplitPage splitter) {

    /** {@return the kernel of this world with these parts} */
    static CompoundKernel of(Memory memory, CompoundWorld world, CompoundShape shape, CompoundParts parts) {
        PageAllocator allocator = new CompoundAllocator(memory, world.frames(), world.compound());
        PinAccounting accounting = parts.accounting(memory, world, shape);
        SlowGup slow = new SlowGup(memory, world.frames(), world.mm(), accounting, world.pageLock());
        return new CompoundKernel(
                new GupKernel(
                        memory,
                        new Gup(world.mm(), parts.walker(memory, world, allocator, accounting), slow),
                        parts.release(memory, world, allocator, accounting),
                        new PageMkclean(memory, world.frames(), world.mm(), accounting),
                        new ZapPte(memory, world.frames(), world.mm(), allocator),
                        new PageFault(memory, world.mm(), allocator),
                        allocator),
                parts.split(memory, world, allocator));
    }
}
