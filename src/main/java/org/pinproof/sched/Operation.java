package org.pinproof.sched;

import org.pinproof.kernel.mm.Memory;

/**
 * One short stretch of a task: the unit of re-execution, and the place where a task's log is cut.
 *
 * <p>{@link #run} is called many times for one logical execution, so it must be a function of its registers and of the values
 * it reads: no fields of its own that change, no clock, no randomness, no I/O. It must let every exception of the engine
 * through ({@code catch (Throwable)} and accesses in {@code finally} break it; the engine notices and says so).
 */
public interface Operation {

    /** {@return the operation's name for people, for example {@code pin(0)}} */
    String name();

    /**
     * Runs the operation from its start.
     *
     * @param memory the only way to touch what other tasks see
     * @param registers the task's private integers; what is written counts once, when the operation ends
     */
    void run(Memory memory, Registers registers);
}
