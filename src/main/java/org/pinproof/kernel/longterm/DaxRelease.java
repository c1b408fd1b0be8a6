package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.DaxWake;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * Releases pages of which some are FS-DAX: these are counted from one, and who leaves such a page to its owner wakes whoever
 * waits for that.
 *
 * <p>Of a page with one pin the count goes from 1 + BIAS to 1, so that the unpin has to look, and not only the put. Source: {@code
 * mm/gup.c::put_user_page} with {@code __put_devmap_managed_user_page}, {@code mm/memremap.c::free_devmap_managed_page}.
 */
public class DaxRelease extends Release {
    private final Memory memory;
    private final PlacedPages pages;

    /** Releases these pages. */
    public DaxRelease(Memory memory, PlacedPages pages, PageAllocator allocator) {
        super(memory, pages.frames(), allocator);
        this.memory = memory;
        this.pages = pages;
    }

    @Override
    protected final void dropped(int head, int before, int left) {
        if (pages.isDax(head) && isWakeNeeded(before, left)) {
            // release: pairs with LayoutWait; who is woken looks at the count again, and
            // finds what the subtraction left.
            memory.setIntRelease(DaxWake, pages.woken(head), 1);
        } else {
            super.dropped(head, before, left);
        }
    }

    /** Whether nobody but the owner is left. */
    protected boolean isWakeNeeded(int before, int left) {
        return left == 1;
    }
}
