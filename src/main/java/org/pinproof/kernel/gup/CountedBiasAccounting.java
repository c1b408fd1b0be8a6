package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastStat;
import static org.pinproof.kernel.mm.KernelStep.FastUndoGet;
import static org.pinproof.kernel.mm.KernelStep.FastUndoSub;
import static org.pinproof.kernel.mm.KernelStep.RelStat;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageCounters;

/**
 * As {@link BiasAccounting}, with counters, and with the undo as it was in 2020: a subtraction that does not look for zero,
 * between a get and a put that does. Source: {@code mm/gup.c} of a43e9820 (5.6).
 */
public class CountedBiasAccounting extends BiasAccounting {
    private final PageCounters counters;

    /** Counts on these frames. */
    public CountedBiasAccounting(Memory memory, FrameTable frames, PageCounters counters) {
        super(memory, frames);
        this.counters = counters;
    }

    @Override
    public final int complete(int head, int refs) {
        // full: behind the reference that it counts, so that nobody sees more pins counted than there are. In C it is a
        // relaxed addition to this CPU's word.
        memory().getAndAddInt(FastStat, counters.acquired(), refs);
        return 0;
    }

    @Override
    public final int undoAllButLast(int head, int refs, boolean pin, int order, int weight) {
        if (pin && order != UNASKED) {
            released(refs);
        }
        return subtract(head, weight);
    }

    /** All of it, and a put for the caller to do: the weight may be the whole count, and nobody may find it zero untested. */
    protected int subtract(int head, int weight) {
        // full, both: the get before what may take the whole count, the put after it. In C the two are relaxed, and to
        // one word, which orders them.
        memory().getAndAddInt(FastUndoGet, frames().refcount(head), 1);
        memory().getAndAddInt(FastUndoSub, frames().refcount(head), -weight);
        return 1;
    }

    @Override
    public final void addUnder(LockedMemory ptl, int head, boolean pin) {
        super.addUnder(ptl, head, pin);
        if (pin) {
            // full: as FastStat, behind the reference; without it somebody could see more pins counted than there are.
            ptl.getAndAddInt(counters.acquired(), 1);
        }
    }

    @Override
    public final int beginRelease(int head, boolean pin) {
        if (pin) {
            released(1);
        }
        return weight(1, pin, 0);
    }

    private void released(int refs) {
        // full: in front of the subtraction. Behind it the difference would be more than the pins there are, and the
        // page, whose node counts in C, might be gone (4509b42c3896).
        memory().getAndAddInt(RelStat, counters.released(), refs);
    }
}
