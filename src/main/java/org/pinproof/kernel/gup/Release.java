package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.RelReadHead;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Step;

/**
 * {@code unpin_user_page} and {@code put_page}: the kind of release must be the kind of the grab.
 *
 * <p>Not final: what a count that has come down means is a decision of its own, and so is the order in which a reference ends.
 */
public class Release {

    /** Marks a page dirty before it is released. */
    @FunctionalInterface
    public interface Mark {
        /** Marks the page that the release is for, which the caller holds. */
        void mark();

        /** No mark. */
        static void none() {}
    }

    private final Memory memory;
    private final FrameTable frames;
    private final PageAllocator allocator;
    private final PinAccounting accounting;

    /** Releases pages of this table, and frees to this allocator; a pin is a bias for each page. */
    public Release(Memory memory, FrameTable frames, PageAllocator allocator) {
        this(memory, frames, allocator, new BiasAccounting(memory, frames));
    }

    /** Releases pages of this table, and frees to this allocator. */
    public Release(Memory memory, FrameTable frames, PageAllocator allocator, PinAccounting accounting) {
        this.memory = memory;
        this.frames = frames;
        this.allocator = allocator;
        this.accounting = accounting;
    }

    /** Drops one pin of this page. Source: {@code mm/gup.c::unpin_user_page}. */
    public final void unpinUserPage(int page) {
        release(page, true, Mark::none);
    }

    /** Marks the page and drops one pin of it. Source: {@code mm/gup.c::unpin_user_pages_dirty_lock}. */
    public final void unpinUserPage(int page, Mark mark) {
        release(page, true, mark);
    }

    /** Drops one plain reference to this page. Source: {@code include/linux/mm.h::put_page}. */
    public final void putPage(int page) {
        release(page, false, Mark::none);
    }

    /** Marks the page and drops one plain reference to it: what drivers did before there were pins. */
    public final void putPage(int page, Mark mark) {
        release(page, false, mark);
    }

    private void release(int page, boolean pin, Mark mark) {
        // Our own reference keeps the head in place: no re-check is needed here.
        int head = memory.getIntOpaque(RelReadHead, frames.compoundHead(page));
        if (pin && accounting.isReleaseExempt(page)) {
            return;
        }
        mark.mark();
        end(head, pin);
    }

    /** Ends the reference: what is counted elsewhere first, and the head's count last. */
    protected void end(int head, boolean pin) {
        drop(RelSub, head, accounting.beginRelease(head, pin));
    }

    /**
     * Takes this much from the count of a head page, and does what that leads to.
     *
     * @param step the name of the subtraction
     */
    public final void drop(Step step, int head, int weight) {
        // full: what was done with the page happens before it is freed, whoever frees it; the test is part of the
        // subtraction, as a second read could see another's zero.
        int before = memory.getAndAddInt(step, frames.refcount(head), -weight);
        dropped(head, before, before - weight);
    }

    /** What comes of it: the last reference frees the page. */
    protected void dropped(int head, int before, int left) {
        if (left == 0) {
            allocator.free(head);
        }
    }
}
