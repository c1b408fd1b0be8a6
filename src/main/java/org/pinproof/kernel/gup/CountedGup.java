package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastRecord;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Refcount;

/**
 * The speculative reference of {@link FastGup} without the entries that justify it: whether it is kept or taken back is the
 * caller's to say, as any re-check may fail.
 */
public class CountedGup extends FastGup {
    /** How many biases fit between the limit and the wrap. */
    private static final int SLACK = Integer.MAX_VALUE / Refcount.GUP_PIN_COUNTING_BIAS + 1;

    private final Memory memory;
    private final int tasks;

    /** Takes references to heads of this table, for so many tasks at once. */
    public CountedGup(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator, int tasks) {
        super(memory, frames, mm, allocator);
        this.memory = memory;
        this.tasks = tasks;
    }

    /** {@return whether {@code refs} references to the head were taken} They are to be kept, or taken back. */
    public final boolean take(int head, int refs, boolean pin) {
        return isWithinSlack(refs, tasks) && tryGrab(head, refs, pin);
    }

    /**
     * Whether all tasks together cannot carry a count from the limit to the wrap. This is the specification's assumption made
     * executable. The kernel does not ask: it has pages of 1G at most in one grab, and too few CPUs in that window.
     */
    protected boolean isWithinSlack(int refs, int racers) {
        return refs <= SLACK / racers;
    }

    /** The caller is handed the reference. */
    public final void keep(int head) {
        memory.local(FastRecord, head);
    }

    /** Some re-check has failed. */
    public final void takeBack(int head, int refs, boolean pin) {
        undo(head, refs, pin, PinAccounting.UNASKED);
    }
}
