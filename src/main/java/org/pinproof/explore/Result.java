package org.pinproof.explore;

import org.pinproof.sched.Schedule;

/** What an exploration found. */
public sealed interface Result {

    /** {@return how much was done} */
    Counts counts();

    /**
     * Nothing is wrong with any execution.
     *
     * @param exhausted what "any" covers
     */
    record Held(String exhausted, Counts counts) implements Result {}

    /**
     * Something is wrong.
     *
     * @param text what, as the program or the engine says it
     * @param schedule an execution that shows it
     * @param executions how many executions it took to find, this one included; for stateful search, how many states
     */
    record Violated(String text, Schedule schedule, long executions, Counts counts) implements Result {}

    /**
     * Nothing wrong was seen, and not everything was looked at: INCONCLUSIVE, never green.
     *
     * @param bound what cut the exploration
     */
    record Bounded(String bound, Counts counts) implements Result {}
}
