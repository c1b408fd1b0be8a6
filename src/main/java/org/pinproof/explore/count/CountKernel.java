package org.pinproof.explore.count;

import org.pinproof.kernel.gup.BiasAccounting;
import org.pinproof.kernel.gup.CountedGup;
import org.pinproof.kernel.gup.CountedMaps;
import org.pinproof.kernel.gup.PinQuery;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * The kernel code of one world on one memory.
 *
 * @param memory what all of it goes through
 */
record CountKernel(
        Memory memory,
        CountedGup gup,
        CountedMaps maps,
        Release release,
        PinQuery query,
        PageAllocator allocator,
        CountParts parts) {

    static CountKernel of(Memory memory, CountWorld world, CountScript script) {
        CountParts parts = script.mutant().parts();
        PageAllocator allocator = new PageAllocator(memory, world.frames());
        Release release = parts.release(memory, world, allocator);
        return new CountKernel(
                memory,
                parts.gup(memory, world, allocator, script.tasks().size()),
                new CountedMaps(
                        memory, world.frames(), world.maps(), new BiasAccounting(memory, world.frames()), release),
                release,
                parts.query(memory, world),
                allocator,
                parts);
    }
}
