package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An execution to look at, or its end: who took which step, and what that changed.
 *
 * @param tasks the tasks' names
 * @param omitted how many steps before the first one shown are left out
 * @param steps in order
 * @param beside the state that stands beside the steps, if there is one to show
 */
public record Interleaving(
        ImmutableList<String> tasks, long omitted, ImmutableList<Step> steps, Optional<Beside> beside) {

    /** Makes an execution of which only the changes are shown. */
    public Interleaving(ImmutableList<String> tasks, long omitted, ImmutableList<Step> steps) {
        this(tasks, omitted, steps, Optional.empty());
    }

    /** {@return the same with the state beside the steps} */
    public Interleaving with(Beside state) {
        return new Interleaving(tasks, omitted, steps, Optional.of(state));
    }

    /**
     * The state of each moment of an execution, in columns.
     *
     * @param calls what each task of the execution calls, in order
     * @param columns what is shown of a state
     * @param first the state before the first step shown
     * @param moments one for each step, after it
     * @param broken what is wrong, with the step after which it first is
     */
    public record Beside(
            ImmutableList<ImmutableList<String>> calls,
            ImmutableList<String> columns,
            ImmutableList<String> first,
            ImmutableList<Moment> moments,
            ImmutableList<Broken> broken) {}

    /**
     * After a step.
     *
     * @param begins whether the step is the first of a call
     * @param state the values of the columns
     */
    public record Moment(boolean begins, ImmutableList<String> state) {}

    /** A property that does not hold after a step, in words. */
    public record Broken(long step, String property) {}

    /**
     * One step.
     *
     * @param number counted from 1
     * @param source the line of code that took it, where that is known
     * @param changes what is different after it
     */
    public record Step(
            long number, String task, String action, Optional<String> source, ImmutableList<Change> changes) {}

    /** One place that a step changed: a variable with the arguments that lead there, or a cell. */
    public record Change(String place, String before, String after) {}
}
