package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastFence;

import org.pinproof.kernel.mm.CompoundPages;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageCounters;

/**
 * As {@link ExactAccounting}, in the form of 6.x: a changed head is looked for again, the second addition has its barrier, the
 * undo is one subtraction, and pins of the zero page are not written.
 *
 * <p>Source: {@code mm/gup.c::try_grab_folio}, {@code gup_put_folio}; c8070b787519 (6.5) for the zero page.
 */
public class FolioAccounting extends ExactAccounting {
    private final int zeroPage;

    /**
     * Counts on these frames.
     *
     * @param zeroPage the frame that is the zero page, or -1
     */
    public FolioAccounting(
            Memory memory, FrameTable frames, CompoundPages compound, PageCounters counters, int zeroPage) {
        super(memory, frames, compound, counters);
        this.zeroPage = zeroPage;
    }

    @Override
    protected final void second(int head, int refs, int order) {
        super.second(head, refs, order);
        // full: pairs with WbMkcleanClear. It is what orders in C, where the addition in front of it does not.
        memory().fullFence(FastFence);
    }

    @Override
    protected final int subtract(int head, int weight) {
        return weight;
    }

    @Override
    public final boolean looksAgain() {
        return true;
    }

    @Override
    public boolean isGrabExempt(int page) {
        return page == zeroPage;
    }

    @Override
    public boolean isReleaseExempt(int page) {
        return page == zeroPage;
    }
}
