package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.LeaseKill;
import static org.pinproof.kernel.mm.KernelStep.LeaseTimeout;
import static org.pinproof.kernel.mm.KernelStep.LeaseTimer;
import static org.pinproof.kernel.mm.KernelStep.WbBreakLease;

/**
 * The lease by which the owner of a long-term pin can be made to give it up: asked first, killed when that takes too long.
 *
 * <p>Source: {@code fs/locks.c::__break_lease}, {@code time_out_leases}; that writeback breaks a lease is a proposal, not the
 * kernel's practice.
 */
public final class FileLease {
    /** Nobody wants anything of the owner. */
    public static final int NONE = 0;
    /** The owner has been asked. */
    public static final int BREAKING = 1;
    /** Its time is over. */
    public static final int EXPIRED = 2;

    private final int state;

    /** Lays out the lease's cell. */
    public FileLease(MemoryLayout layout) {
        state = layout.intCell("lease", NONE);
    }

    /** {@return the int cell of the lease's state} */
    public int state() {
        return state;
    }

    /** Asks the owner to give the page up; asking twice is asking once. */
    public void breakLease(Memory memory) {
        breakLease(memory, WbBreakLease);
    }

    /**
     * Asks the owner, for a layout or for writeback.
     *
     * @param step which of them
     */
    public void breakLease(Memory memory, Step step) {
        // full: a timer and a second breaker come without a lock; a lease that has expired must not be asked for again.
        memory.compareAndSetInt(step, state, NONE, BREAKING);
    }

    /** Keeps the time of a lease that is being broken, until the owner has had it. */
    public void timeOut(Memory memory) {
        // volatile: pairs with WbBreakLease; nobody's time begins before he was asked.
        memory.awaitInt(LeaseTimer, state, value -> value == BREAKING);
        // full: pairs with LeaseKill; who is killed has been asked before.
        memory.compareAndSetInt(LeaseTimeout, state, BREAKING, EXPIRED);
    }

    /** Waits until the owner is killed, which is what its exit begins with. */
    public void awaitKill(Memory memory) {
        // volatile: pairs with LeaseTimeout; the exit's release comes behind the kill.
        memory.awaitInt(LeaseKill, state, value -> value == EXPIRED);
    }
}
