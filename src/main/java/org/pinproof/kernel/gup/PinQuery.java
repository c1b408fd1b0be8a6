package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.WbPinTest;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;

/** {@code page_dma_pinned}, asked of a head by whoever wants to know, for what the answer is worth. */
public class PinQuery {
    private final Memory memory;
    private final FrameTable frames;

    /** Asks of heads of this table. */
    public PinQuery(Memory memory, FrameTable frames) {
        this.memory = memory;
        this.frames = frames;
    }

    /** {@return whether the page may be pinned} */
    public final boolean isDmaPinned(int head) {
        // opaque: nothing was cleared before the question, so there is nothing for it to stay behind.
        return isPinned(memory.getIntOpaque(WbPinTest, frames.refcount(head)));
    }

    /** What a count says. Source: {@code include/linux/mm.h::page_dma_pinned}. */
    public boolean isPinned(int count) {
        return Refcount.isDmaPinned(count);
    }
}
