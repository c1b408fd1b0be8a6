package org.pinproof.explore;

import org.pinproof.sched.Schedule;

/** What an exploration found. */
public sealed interface Result {

    /** {@return how much was done} */
    Counts counts();

    /** The liveness property of the specifications that a search can see broken: in a deadlock, or going round for ever. */
    String CALLS_RETURN = "CallsReturn";

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
    record Violated(String text, Schedule schedule, long executions, Counts counts) implements Result {
        /** {@return what is broken, in the specifications' words: as {@link #property(String)}} */
        public String property() {
            return property(text);
        }

        /** {@return the property that a violation's text names; who waits for ever has made a call that does not return} */
        public static String property(String text) {
            String first = text.substring(0, Math.max(0, text.indexOf(':')));
            return first.equals("deadlock") ? CALLS_RETURN : first;
        }
    }

    /**
     * Nothing wrong was seen, and not everything was looked at: INCONCLUSIVE, never green.
     *
     * @param bound what cut the exploration
     */
    record Bounded(String bound, Counts counts) implements Result {}
}
