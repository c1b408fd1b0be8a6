package org.pinproof.kernel.mm;

/** The allocator of frames that may be large pages: what it takes back is single pages again. */
public final class CompoundAllocator extends PageAllocator {
    private final FrameTable frames;
    private final CompoundPages compound;

    /** Allocates from these frames. */
    public CompoundAllocator(Memory memory, FrameTable frames, CompoundPages compound) {
        super(memory, frames);
        this.frames = frames;
        this.compound = compound;
    }

    @Override
    protected void reset(LockedMemory zone, int head) {
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (zone.getInt(frames.free(pfn)) != 0) {
                // release: pairs with FastHeadRecheck, as the head's does: who finds the frame's new head finds the
                // order.
                zone.setIntRelease(compound.order(pfn), 0);
            }
        }
    }
}
