package org.pinproof.explore.slow;

import org.pinproof.kernel.gup.ApiForm;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.gup.SlowPath;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRegion;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.UserFaultHandler;

/**
 * The kernel code of one world on one memory, as one task calls it: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 * @param slow what {@code gup} takes pages by
 */
public record SlowKernel(
        Memory memory,
        SlowWorld world,
        Gup gup,
        SlowPath slow,
        MmapLock lock,
        MmapRegion region,
        UserFaultHandler handler,
        Release release,
        SlowCaller caller) {

    /** {@return the kernel of this world for this task, with this decision wrong} */
    public static SlowKernel of(Memory memory, SlowWorld world, int task, SlowMutant mutant) {
        PageAllocator allocator = new PageAllocator(memory, world.frames());
        MmapLock lock = new MmapLock(memory, world.lock());
        SlowMutant.Parts parts = new SlowMutant.Parts(memory, world, allocator, lock);
        HandleFault fault = mutant.fault(parts);
        FollowPage follow = mutant.follow(parts);
        GetUserPages pages = mutant.pages(parts, follow, fault);
        GetUserPagesLocked slow = mutant.loop(parts, task, pages);
        return new SlowKernel(
                memory,
                world,
                new Gup(
                        world.mm(),
                        new FastGup(memory, world.frames(), world.mm(), allocator),
                        slow,
                        lock,
                        ApiForm.LINUX_6),
                slow,
                lock,
                mutant.region(parts),
                new UserFaultHandler(memory, world.mm(), world.areas(), fault, world.sleepers(), lock),
                new Release(memory, world.frames(), allocator),
                mutant.caller());
    }
}
