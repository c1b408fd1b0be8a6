package org.pinproof.sched;

/** What a step does to the cell it names. */
public enum AccessKind {
    /** Reads the cell. */
    READ,
    /** Reads the cell once its value is the one waited for. Enabled while it is. */
    AWAIT,
    /** Reads the cell once its value is the one waited for, and adds to it. Enabled while it is. */
    AWAIT_AND_ADD,
    /** Stores to the cell whatever it holds. */
    WRITE,
    /** Reads and stores: add or exchange. */
    UPDATE,
    /** Compare and set: a write if the cell holds the expected value, otherwise a read. */
    COMPARE_AND_SET,
    /** Add unless zero: a write if the cell is not zero, otherwise a read. */
    ADD_UNLESS_ZERO,
    /** A barrier; no cell. */
    FENCE,
    /** A step without effect on others; no cell. */
    LOCAL,
    /** Takes the lock, runs a section, may keep the lock. Enabled while the lock cell is 0. */
    LOCK,
    /** Takes the lock, runs a section, releases the lock. Enabled while the lock cell is 0. */
    LOCKED,
    /** Runs a section under a held lock and releases it. */
    UNLOCK;

    /** {@return whether the step waits for its lock cell to be 0} */
    public boolean takesLock() {
        return this == LOCK || this == LOCKED;
    }

    /** {@return whether the step waits for a condition of its own on the value of its cell} */
    public boolean hasCondition() {
        return this == AWAIT || this == AWAIT_AND_ADD;
    }

    /** {@return whether the step has to wait for the value of its cell} */
    public boolean waits() {
        return takesLock() || hasCondition();
    }
}
