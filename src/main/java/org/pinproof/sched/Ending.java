package org.pinproof.sched;

/** How an execution ended. */
public enum Ending {
    /** Every task has finished. */
    FINISHED,
    /** Some tasks have not finished, and none can take a step. */
    DEADLOCKED,
    /** The picker gave up the execution. */
    ABANDONED
}
