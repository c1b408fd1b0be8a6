package org.pinproof.explore;

import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;

/**
 * Follows every step that an exploration takes, carrying a tag along: for conformance, the state of the specification.
 *
 * <p>For each step {@link #before} is called, the step is taken, then {@link #after} is called. In a search the tag that is
 * passed in is the one of the state the step starts from, whatever was explored in between; so listeners keep per-state data in
 * tags, not in fields.
 *
 * @param <T> type of the tags; they must not change
 */
public interface EdgeListener<T> {

    /** {@return the tag of the initial state} */
    T initial(MachineView machine);

    /**
     * Called before a step is taken.
     *
     * @param machine the state before; may be located in
     * @param task who will take its pending step
     */
    default void before(T tag, Machine machine, int task) {}

    /**
     * Called after a step was taken.
     *
     * @param tag the tag of the state before
     * @return the tag of the state after
     */
    T after(T tag, Machine machine, int task);

    /** {@return what is wrong with the step that led to this tag, or null; ends the exploration as violated} */
    default String objection(T tag) {
        return null;
    }

    /**
     * {@return what distinguishes this tag from others at the same machine state; enters the search's fingerprints}
     *
     * <p>Leave it at 0 if the tag is a function of the machine's state.
     */
    default long identity(T tag) {
        return 0;
    }
}
