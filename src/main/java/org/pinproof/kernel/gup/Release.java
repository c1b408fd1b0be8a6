package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.RelReadHead;
import static org.pinproof.kernel.mm.KernelStep.RelSub;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Refcount;

/** {@code unpin_user_page} and {@code put_page}: the kind of release must be the kind of the grab. */
public final class Release {
    private final Memory memory;
    private final FrameTable frames;
    private final PageAllocator allocator;

    /** Releases pages of this table, and frees to this allocator. */
    public Release(Memory memory, FrameTable frames, PageAllocator allocator) {
        this.memory = memory;
        this.frames = frames;
        this.allocator = allocator;
    }

    /** Drops one pin of this page. Source: {@code mm/gup.c::unpin_user_page}. */
    public void unpinUserPage(int page) {
        release(page, Refcount.weight(true, 1));
    }

    /** Drops one plain reference to this page. Source: {@code include/linux/mm.h::put_page}. */
    public void putPage(int page) {
        release(page, Refcount.weight(false, 1));
    }

    private void release(int page, int weight) {
        // Our own reference keeps the head in place: no re-check is needed here.
        int head = memory.getIntOpaque(RelReadHead, frames.compoundHead(page));
        // full: what was done with the page happens before it is freed, whoever frees it; the test is part of the
        // subtraction, as a second read could see another's zero.
        if (memory.getAndAddInt(RelSub, frames.refcount(head), -weight) == weight) {
            allocator.free(head);
        }
    }
}
