package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastPinSecond;
import static org.pinproof.kernel.mm.KernelStep.FastReadOrder;
import static org.pinproof.kernel.mm.KernelStep.FastStat;
import static org.pinproof.kernel.mm.KernelStep.FastUndoSub;
import static org.pinproof.kernel.mm.KernelStep.RelPincount;
import static org.pinproof.kernel.mm.KernelStep.RelReadOrder;
import static org.pinproof.kernel.mm.KernelStep.RelStat;

import org.pinproof.kernel.mm.CompoundPages;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageCounters;
import org.pinproof.kernel.mm.Refcount;

/**
 * An exact pin count for large pages, next to one plain reference for each pin; a small page has the bias in its count, in two
 * additions.
 *
 * <p>The grab adds plain references whatever the page is: only when the head is held and has been looked at again is it known
 * to be large or not. The pin count goes up after the reference and down before it, so a page with pins is always held. A
 * small page's pin ends in one subtraction, as until 4509b42c3896 (5.11); later it is all but one and a put, as in the undo.
 * Source: {@code mm/gup.c::try_grab_compound_head} of c24d37322548 (5.14); {@code hpage_pincount_add}, 47e29d32afba (5.7).
 * Not final: {@link FolioAccounting} is the later form, and mutants replace single decisions.
 */
public non-sealed class ExactAccounting extends PinAccounting {
    private final CompoundPages compound;
    private final PageCounters counters;

    /** Counts on these frames. */
    public ExactAccounting(Memory memory, FrameTable frames, CompoundPages compound, PageCounters counters) {
        super(memory, frames, false);
        this.compound = compound;
        this.counters = counters;
    }

    @Override
    public final int complete(int head, int refs) {
        int order = readOrder(head);
        finish(head, refs, order);
        return order;
    }

    /** Large or not? The head is held, so that it cannot be split between the answer and what is done with it. */
    public final int readOrder(int head) {
        // volatile: stays behind the grab; an earlier load could find the order that the page had before it was split.
        return memory().getIntVolatile(FastReadOrder, compound.order(head));
    }

    /** What makes pins of the references, and their counter. */
    public final void finish(int head, int refs, int order) {
        second(head, refs, order);
        counted(refs);
    }

    /** The counter of pins. */
    protected void counted(int refs) {
        // full: behind the reference that it counts, as in CountedBiasAccounting.
        memory().getAndAddInt(FastStat, counters.acquired(), refs);
    }

    /** The second addition. */
    protected void second(int head, int refs, int order) {
        // full: pairs with WbMkcleanClear, as FastGrab does. A checker asks for this addition, so it has to be before
        // the
        // re-check of the entry. In C it is relaxed, which is the hole that 088b8aa537c2 closed.
        if (order > 0) {
            memory().getAndAddInt(FastPinSecond, compound.pincount(head), refs);
        } else {
            memory().getAndAddInt(
                            FastPinSecond,
                            frames().refcount(head),
                            Refcount.weight(true, refs) - Refcount.weight(false, refs));
        }
    }

    @Override
    public final int weight(int refs, boolean pin, int order) {
        return Refcount.weight(pin && order == 0, refs);
    }

    @Override
    public final int undoAllButLast(int head, int refs, boolean pin, int order, int weight) {
        if (pin && order != UNASKED) {
            released(refs);
            if (order > 0) {
                unpinUndone(head, refs);
            }
        }
        return subtract(head, weight);
    }

    /** The undo's half of {@link #second} that is not the head's count. */
    protected void unpinUndone(int head, int refs) {
        unpin(head, refs);
    }

    /** All but one, which is tested for zero: put_page for each would be slow. */
    protected int subtract(int head, int weight) {
        if (weight > 1) {
            // full: behind RelPincount. It never comes to zero, so nobody has to test it. In C it is relaxed.
            memory().getAndAddInt(FastUndoSub, frames().refcount(head), 1 - weight);
        }
        return 1;
    }

    @Override
    public boolean looksAgain() {
        return false;
    }

    @Override
    public boolean isGrabExempt(int page) {
        return false;
    }

    @Override
    public boolean isReleaseExempt(int page) {
        return false;
    }

    @Override
    public final void addUnder(LockedMemory ptl, int head, boolean pin) {
        int order = ptl.getIntOpaque(compound.order(head));
        ptl.getAndAddInt(frames().refcount(head), weight(1, pin, order));
        if (pin && order > 0) {
            ptl.getAndAddInt(compound.pincount(head), 1);
        }
        if (pin) {
            ptl.getAndAddInt(counters.acquired(), 1);
        }
    }

    @Override
    public final int beginRelease(int head, boolean pin) {
        if (!pin) {
            return weight(1, false, 0);
        }
        int order = orderOfHeld(head);
        released(1);
        if (order > 0) {
            unpin(head, 1);
        }
        return weight(1, true, order);
    }

    /** Large or not, of a page the caller holds: nobody can split it. */
    public final int orderOfHeld(int head) {
        return memory().getIntOpaque(RelReadOrder, compound.order(head));
    }

    /** The counter of releases. */
    public final void released(int refs) {
        // full: in front of the subtraction, as in CountedBiasAccounting.
        memory().getAndAddInt(RelStat, counters.released(), refs);
    }

    /** The pin count. */
    public final void unpin(int head, int refs) {
        // full: in front of the subtraction; behind it the page might be gone, and be somebody else's.
        memory().getAndAddInt(RelPincount, compound.pincount(head), -refs);
    }

    @Override
    public final boolean isDmaPinned(LockedMemory lock, int head) {
        // opaque: the caller's entry keeps the page from being split. volatile: as in BiasAccounting.
        return lock.getIntOpaque(compound.order(head)) > 0
                ? lock.getIntVolatile(compound.pincount(head)) > 0
                : Refcount.isDmaPinned(lock.getIntVolatile(frames().refcount(head)));
    }
}
