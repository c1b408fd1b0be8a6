package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.Operation;
import org.pinproof.sched.Program;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

/**
 * A program seen as its specification sees it: its states as the observed variables, its steps as actions.
 *
 * <p>One instance serves one machine, and one thread. Views may be of a machine that runs the program's tasks without the
 * program's own calls.
 */
public interface SpecifiedCode {

    /** A step that a task is about to take, with what can only be known of it before. */
    @FunctionalInterface
    interface Pending {
        /** {@return the action that was taken, parameters included} */
        ActionCall taken(MachineView after);
    }

    /**
     * A call that an action begins.
     *
     * @param id the same number for the same call as long as this code lives; it stands for the call where states are compared
     */
    record Begun(Operation operation, int id) {}

    /** {@return the program} */
    Program program();

    /** {@return the observed variables of this state: all of them, without tolerance} */
    ImmutableSortedMap<String, Value> project(MachineView view);

    /** {@return what is worth showing of each state of an execution, in a word or two each; empty if its changes say it better} */
    default ImmutableList<String> shown() {
        return ImmutableList.of();
    }

    /** {@return this state's values of {@link #shown}} */
    default ImmutableList<String> show(MachineView view) {
        return ImmutableList.of();
    }

    /** {@return the step that the task, which is not idle, will take} */
    Pending pending(MachineView before, int task);

    /**
     * {@return the call that an action begins; empty if it goes on with one} The inverse of the naming.
     *
     * @param action one of which {@link Rung#problem} says nothing
     */
    Optional<Begun> begins(ActionCall action);
}
