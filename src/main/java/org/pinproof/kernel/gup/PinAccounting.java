package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;

/**
 * How a pin is written into the counts of its head page: the part of the fast path, the slow path and the release that has
 * changed over the years.
 *
 * <p>A grab is one addition, refused at zero. What it takes to make a pin of that reference, if anything, comes when the head
 * has been looked at again, and before the entry is: {@link #complete}. Undo and release take back the rest in the other
 * order; the last subtraction, with its test for zero, is the caller's. A plain reference is the same in all of them.
 *
 * <p>Source: {@code mm/gup.c::try_grab_compound_head}, {@code put_compound_head}, {@code try_grab_page}.
 */
public abstract sealed class PinAccounting permits BiasAccounting, ExactAccounting {
    /** In place of an order: the grab has not been completed. */
    public static final int UNASKED = -1;

    private final Memory memory;
    private final FrameTable frames;
    private final boolean wholeInGrab;

    /**
     * Counts on these frames.
     *
     * @param wholeInGrab whether the grab adds all of a pin's bias
     */
    PinAccounting(Memory memory, FrameTable frames, boolean wholeInGrab) {
        this.memory = memory;
        this.frames = frames;
        this.wholeInGrab = wholeInGrab;
    }

    /** {@return what all of it goes through} */
    protected final Memory memory() {
        return memory;
    }

    /** {@return mem_map} */
    protected final FrameTable frames() {
        return frames;
    }

    /** {@return what the grab of this many pages adds to the head's count} */
    public final int grabWeight(int refs, boolean pin) {
        return Refcount.weight(pin && wholeInGrab, refs);
    }

    /**
     * Makes pins of references that were grabbed.
     *
     * @param head held, so its order stays what it is
     * @return the order of the head, where it matters
     */
    public abstract int complete(int head, int refs);

    /** {@return what a reference to {@code refs} pages adds to the count of a head of this order in all, or has until now} */
    public abstract int weight(int refs, boolean pin, int order);

    /**
     * Takes back what a walk has added, all but what is returned: that is to be subtracted from the head's count, and tested
     * for zero.
     *
     * @param order as {@link #complete} returned it, or {@link #UNASKED}
     * @param weight what is on the count
     */
    public abstract int undoAllButLast(int head, int refs, boolean pin, int order, int weight);

    /** {@return whether a walk looks for the head again if it has changed, rather than leave the page to the slow path} */
    public abstract boolean looksAgain();

    /** {@return whether a pin of this page is written nowhere} */
    public abstract boolean isGrabExempt(int page);

    /** {@return whether the release of a pin of this page is written nowhere} */
    public abstract boolean isReleaseExempt(int page);

    /** One reference, under the page-table lock that keeps the page. Source: {@code mm/gup.c::try_grab_page}. */
    public abstract void addUnder(LockedMemory ptl, int head, boolean pin);

    /**
     * Begins the end of a pin or of a reference; {@return what is to be subtracted from the head's count, and tested for zero}
     */
    public abstract int beginRelease(int head, boolean pin);

    /**
     * {@return whether the page with this head may be pinned} Asked under the lock that keeps the page, after the barrier that
     * the caller's question needs. Source: {@code include/linux/mm.h::page_maybe_dma_pinned}.
     */
    public abstract boolean isDmaPinned(LockedMemory lock, int head);
}
