package org.pinproof.stress;

import org.pinproof.explore.gup.GupKernel;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.explore.gup.GupWorld;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;

/** One small world on real memory, and the moves that actors make in it. Each walk has a page array of its own. */
public abstract class RaceWorld {
    private final GupWorld world;
    private final HardwareMemory memory;
    private final GupKernel kernel;
    private final FastGup fast;

    /** A world of this shape, walked by this walker. */
    protected RaceWorld(GupWorld world, GupMutant mutant) {
        this.world = world;
        memory = new HardwareMemory(world.layout());
        kernel = GupKernel.of(memory, world, mutant);
        fast = mutant.walker(memory, world.frames(), world.mm(), kernel.allocator());
    }

    /** One page of its own, mapped at vpn 0. */
    protected static GupWorld onePage() {
        return new GupWorld(new GupShape(GupShape.Layout.ORDER0, 1, 1));
    }

    /** One compound page of two, mapped page by page. */
    protected static GupWorld compoundPage() {
        return new GupWorld(new GupShape(GupShape.Layout.TAILS, 2, 2));
    }

    /** {@return the memory of this world} */
    protected final HardwareMemory memory() {
        return memory;
    }

    /** {@return the kernel of this world} */
    public final GupKernel kernel() {
        return kernel;
    }

    /** Pins by the fast path alone; {@return whether the page is pinned} */
    public final boolean pinFast(int vpn) {
        return fast.walk(vpn, 1, FollFlag.FOLL_WRITE | FollFlag.FOLL_PIN, new int[1]) == 1;
    }

    /** Takes a plain reference by the fast path alone; {@return whether there is one} */
    public final boolean getFast(int vpn) {
        return fast.walk(vpn, 1, FollFlag.FOLL_WRITE | FollFlag.FOLL_GET, new int[1]) == 1;
    }

    /** {@return the frame's count} */
    public final int count(int pfn) {
        return memory.getIntVolatile(KernelStep.FastReadCount, world.frames().refcount(pfn));
    }

    /** {@return whether the allocator has the frame} */
    public final boolean isFree(int pfn) {
        return memory.getIntVolatile(KernelStep.RelFree, world.frames().free(pfn)) != 0;
    }
}
