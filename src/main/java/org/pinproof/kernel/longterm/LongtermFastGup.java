package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.FastPlacementCheck;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** The lockless walk over pages that lie anywhere: it gives for long what may stay where it lies. */
public class LongtermFastGup extends FastGup {
    private final Memory memory;
    private final PlacedPages pages;
    private final FastRule rule;
    private final Release release;

    /** Walks to these pages, and takes back by this release. */
    public LongtermFastGup(Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
        super(memory, pages.frames(), pages.mm(), allocator);
        this.memory = memory;
        this.pages = pages;
        this.rule = rule;
        this.release = release;
    }

    /** Asked of a page that is held: before, the frame could be freed and be somebody else's by the time of the grab. */
    @Override
    protected final boolean isPlacementAllowed(int head, int flags) {
        if (!FollFlag.isLongterm(flags)) {
            return true;
        }
        memory.local(FastPlacementCheck, head);
        return !isRefused(pages.placement(head));
    }

    /** Whether a page that lies there is the slow path's affair. */
    protected boolean isRefused(Placement placement) {
        return rule.refuses(placement);
    }

    /** An undo is a release like any other: whoever waits for the page to be idle has seen the grab. */
    @Override
    protected void undo(int head, int refs, boolean pin, int order) {
        release.drop(FastUndo, head, undoWeight(refs, pin, order));
    }
}
