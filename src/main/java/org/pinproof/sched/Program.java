package org.pinproof.sched;

import org.pinproof.kernel.mm.MemoryLayout;

/**
 * A fresh world and the tasks that act in it.
 *
 * <p>An instance belongs to one {@link Machine}; parallel use takes one instance each, from a {@code Supplier<Program>}. All
 * methods must answer the same for the same arguments, however often they are asked.
 */
public interface Program {

    /** {@return the scenario's name, which schedules carry; no colon and no white space} */
    String name();

    /** {@return the cells and the values they start with} */
    MemoryLayout layout();

    /** {@return how many tasks there are; they are numbered from 0, at most 31} */
    int tasks();

    /** {@return the task's name for people and traces} */
    default String taskName(int task) {
        return "t" + (task + 1);
    }

    /** {@return how many registers the task has} */
    int registers(int task);

    /**
     * {@return the task's operation number {@code index}, or null if the task has finished by then}
     *
     * @param index counted from 0, in the order in which the task runs its operations
     */
    Operation operation(int task, int index);

    /** {@return what is wrong with a final state, or null if nothing is} */
    String violation(MachineView end);

    /**
     * {@return whether a state in which nobody can go on is an end all the same, rather than a deadlock}
     *
     * <p>For tasks that wait for something which need not come. Then {@link #violation} judges the state as any other end.
     */
    default boolean isAtRest(MachineView stuck) {
        return false;
    }

    /**
     * {@return what is wrong with a state between two steps, or null if nothing is}
     *
     * <p>Asked of the initial state and after every step. A search that leaves out equivalent interleavings does not visit
     * every such state: only stateful search (and the unreduced one) decides these.
     */
    default String stepViolation(MachineView now) {
        return null;
    }
}
