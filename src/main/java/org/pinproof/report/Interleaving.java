package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An execution to look at, or its end: who took which step, and what that changed.
 *
 * @param tasks the tasks' names
 * @param omitted how many steps before the first one shown are left out
 * @param steps in order
 */
public record Interleaving(ImmutableList<String> tasks, long omitted, ImmutableList<Step> steps) {

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
