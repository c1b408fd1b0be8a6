package org.pinproof.sched;

import org.pinproof.kernel.mm.Step;

/** Something that must be a function of what was read was not: the same run twice went two ways. */
public final class NondeterminismException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String REMEDY =
            " An operation must depend on its registers and the values it reads alone: look for"
                    + " a field that changes, a clock, randomness, or iteration over a hash map.";

    /** Makes the exception for two runs that differ; expected is what the first did. */
    public NondeterminismException(String where, String expected, String got) {
        super("not deterministic: " + where + "; expected " + expected + ", got " + got + "." + REMEDY);
    }

    static NondeterminismException ofAccess(TaskState task, int position, Step step, int cell) {
        return new NondeterminismException(
                "task " + task.name + " re-executing operation " + task.operation.name() + ", access " + position,
                task.describe(task.steps[position], task.logCells[position]),
                task.describe(step, cell));
    }

    static NondeterminismException ofAwait(TaskState task, Step step, int cell, int value) {
        return new NondeterminismException(
                "task " + task.name + " in operation " + task.operation.name() + ", what " + task.describe(step, cell)
                        + " waits for",
                "it to be satisfied by " + value + " as before the step",
                "that it is not");
    }
}
