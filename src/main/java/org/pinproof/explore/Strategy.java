package org.pinproof.explore;

import org.pinproof.sched.Machine;
import org.pinproof.sched.Picker;

/**
 * Decides the order in which tasks take their steps, one execution after another.
 *
 * <p>For each execution, {@link #begin} is called, then {@link #pick} before every step, then {@link #end}. Answering
 * {@link Picker#ABANDON} means that the rest of the execution would show nothing new.
 */
public interface Strategy extends Picker {

    /** {@return the strategy's name for people, with its parameters} */
    String name();

    /** Begins an execution; the machine is in its initial state. */
    default void begin(Machine machine) {}

    /**
     * Ends an execution.
     *
     * @param machine in the last state
     * @param abandoned whether {@link #pick} gave it up
     */
    default void end(Machine machine, boolean abandoned) {}

    /** {@return whether there is another execution to run} */
    default boolean more() {
        return true;
    }

    /**
     * {@return what the strategy has covered once {@link #more} is false}
     *
     * @param checksSteps whether the program also has a property of states between steps
     */
    default Coverage coverage(boolean checksSteps) {
        return new Coverage(false, name() + " samples executions and never covers all");
    }
}
