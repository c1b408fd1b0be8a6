package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;

/**
 * A bias in {@code _refcount} for each page of a pin, added by the grab and taken back by one subtraction.
 *
 * <p>The form of 3faa52c03f44 (April 2020), and of small pages until c24d37322548. Not final so that counters can be had, and
 * mutants.
 */
public non-sealed class BiasAccounting extends PinAccounting {

    /** Counts on these frames. */
    public BiasAccounting(Memory memory, FrameTable frames) {
        super(memory, frames, true);
    }

    @Override
    public int complete(int head, int refs) {
        return 0;
    }

    @Override
    public final int weight(int refs, boolean pin, int order) {
        return Refcount.weight(pin, refs);
    }

    @Override
    public int undoAllButLast(int head, int refs, boolean pin, int order, int weight) {
        return weight;
    }

    @Override
    public final boolean looksAgain() {
        return false;
    }

    @Override
    public final boolean isGrabExempt(int page) {
        return false;
    }

    @Override
    public final boolean isReleaseExempt(int page) {
        return false;
    }

    @Override
    public void addUnder(LockedMemory ptl, int head, boolean pin) {
        ptl.getAndAddInt(frames().refcount(head), Refcount.weight(pin, 1));
    }

    @Override
    public int beginRelease(int head, boolean pin) {
        return Refcount.weight(pin, 1);
    }

    @Override
    public final boolean isDmaPinned(LockedMemory lock, int head) {
        // volatile: stays behind the clear; read earlier it could miss a grab that passes its re-check.
        return Refcount.isDmaPinned(lock.getIntVolatile(frames().refcount(head)));
    }
}
