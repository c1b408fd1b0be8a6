package org.pinproof.sched;

/** What {@link SimMemory} asks when a task arrives at an access that it has not been granted. */
interface Turns {

    /** Called with the task's pending access recorded; {@return whether the task may go on with it at once} */
    boolean keeps(TaskState task);
}
