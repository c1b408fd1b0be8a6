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
    private final DevPagemap pagemap;

    /** Walks to these pages, and takes back by this release. */
    public LongtermFastGup(Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
        super(memory, pages.frames(), pages.mm(), allocator);
        this.memory = memory;
        this.pages = pages;
        this.rule = rule;
        this.release = release;
        this.pagemap = new DevPagemap(memory, pages);
    }

    /** A device's page is looked at with a reference to its pagemap only, which is given back once the page is held, or is not. */
    @Override
    protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
        if (!pages.isDevice(page)) {
            return super.grabAndRecheck(slot, entry, page, refs, flags);
        }
        if (!pagemap.get()) {
            return false;
        }
        boolean held = super.grabAndRecheck(slot, entry, page, refs, flags);
        if (isPagemapGivenBack(held)) {
            pagemap.put();
        }
        return held;
    }

    /** Whether a walk gives the pagemap back that leaves the page held, or not held. */
    protected boolean isPagemapGivenBack(boolean held) {
        return true;
    }

    /** Asked of a page that is held: before, the frame could be freed and be somebody else's by the time of the grab. */
    @Override
    protected final boolean isPlacementAllowed(int head, int flags) {
        boolean lasts = FollFlag.isLongterm(flags);
        if (!lasts && !pages.hasSecret()) {
            return true;
        }
        return !isSecret(head) && !(lasts && isRefused(pages.placement(head)));
    }

    /**
     * Whether nobody may hold the page. Whether it is on an LRU list says nothing of that: it may be in a batch, or isolated.
     * Source: {@code include/linux/secretmem.h::folio_is_secretmem}.
     */
    protected boolean isSecret(int head) {
        memory.local(FastPlacementCheck, head);
        return pages.placement(head) == Placement.SECRET;
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
