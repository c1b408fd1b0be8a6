package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.AllocPage;
import static org.pinproof.kernel.mm.KernelStep.RelFree;

import java.util.function.IntPredicate;

/** The page allocator: frees a page with its tails, and hands a free frame to somebody else. */
public class PageAllocator {
    private final Memory memory;
    private final FrameTable frames;

    /** Allocates from these frames. */
    public PageAllocator(Memory memory, FrameTable frames) {
        this.memory = memory;
        this.frames = frames;
    }

    /**
     * Takes back the page with this head; its count is zero.
     *
     * <p>Source: {@code mm/page_alloc.c::free_pages_prepare}, which resets {@code compound_head} of every tail.
     */
    public final void free(int head) {
        memory.locked(RelFree, frames.zoneLock(), zone -> {
            for (int pfn = 0; pfn < frames.size(); pfn++) {
                if (zone.getIntOpaque(frames.compoundHead(pfn)) == head) {
                    zone.setInt(frames.free(pfn), 1);
                    // release: pairs with FastHeadRecheck, which must not find the head of before on a reused frame.
                    zone.setIntRelease(frames.compoundHead(pfn), pfn);
                }
            }
            reset(zone, head);
            return 0;
        });
    }

    /** What else of {@code struct page} is reset with the page: nothing, where there is nothing else. */
    protected void reset(LockedMemory zone, int head) {}

    /** Takes this frame off the free list; {@return whether it was free} The caller holds the one reference. */
    public final boolean alloc(int pfn) {
        return memory.locked(AllocPage, frames.zoneLock(), zone -> prepare(zone, pfn)) != 0;
    }

    /** What else is made ready of a frame before anybody can know of it. */
    @FunctionalInterface
    public interface Filling {
        /** Fills the frame, whose one reference is the caller's. */
        void fill(LockedMemory zone, int pfn);

        /** As it is. */
        static void none(LockedMemory zone, int pfn) {}
    }

    /**
     * Takes the first free frame that will do; the caller holds the one reference.
     *
     * @param step the name of what it is taken for
     * @return the pfn, or -1 if there is none
     */
    public final int allocFirst(Step step, IntPredicate suits) {
        return allocFirst(step, suits, Filling::none);
    }

    /** As {@link #allocFirst(Step, IntPredicate)}, filled. */
    public final int allocFirst(Step step, IntPredicate suits, Filling filling) {
        return (int) memory.locked(step, frames.zoneLock(), zone -> firstUnder(zone, suits, filling));
    }

    /** As {@link #allocFirst(Step, IntPredicate, Filling)}, inside a section that does not hold the zone lock. */
    public final int allocFirstUnder(LockedMemory held, IntPredicate suits, Filling filling) {
        return (int) held.locked(frames.zoneLock(), zone -> firstUnder(zone, suits, filling));
    }

    private int firstUnder(LockedMemory zone, IntPredicate suits, Filling filling) {
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (suits.test(pfn) && prepare(zone, pfn) != 0) {
                filling.fill(zone, pfn);
                return pfn;
            }
        }
        return -1;
    }

    /** As {@link #alloc}, inside a section that holds the PTL. */
    final long allocUnder(LockedMemory ptl, int pfn) {
        return ptl.locked(frames.zoneLock(), zone -> prepare(zone, pfn));
    }

    private long prepare(LockedMemory zone, int pfn) {
        if (zone.getInt(frames.free(pfn)) == 0) {
            return 0;
        }
        zone.setInt(frames.free(pfn), 0);
        // release: from here a stale walker's grab succeeds, and its head re-check must find the head as it is now. The
        // kernel's set_page_count (mm/page_alloc.c::prep_new_page) is relaxed; this is deliberately stronger.
        zone.setIntRelease(frames.refcount(pfn), 1);
        return 1;
    }
}
