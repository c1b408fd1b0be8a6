package org.pinproof.sched;

/** Decides whose step comes next. */
@FunctionalInterface
public interface Picker {

    /** Answer of {@link #pick} that ends the execution where it stands. */
    int ABANDON = -1;

    /**
     * Picks a task. Called before every step; all effects of the step before are in place, and
     * {@link Machine#footprint()} is that step's.
     *
     * @param machine the state; may be looked at, fingerprinted and located in, not moved
     * @param enabled one bit per task that can take a step, not 0
     * @return the number of an enabled task, or {@link #ABANDON}
     */
    int pick(Machine machine, int enabled);
}
