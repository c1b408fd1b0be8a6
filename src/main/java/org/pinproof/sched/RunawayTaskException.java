package org.pinproof.sched;

/** A task was cut off because it does not seem to end; the message says which, where, the likely cause and the remedy. */
public final class RunawayTaskException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes the exception with a complete message. */
    public RunawayTaskException(String message) {
        super(message);
    }

    static RunawayTaskException ofOperation(TaskState task, int limit) {
        return new RunawayTaskException("task " + task.name + " made more than " + limit
                + " accesses in one run of operation " + task.operation.name() + "; the last was "
                + task.describe(task.steps[task.length - 1], task.logCells[task.length - 1])
                + ". This is often a loop that waits for another task (a spin lock, a retry without a bound): it ends only"
                + " if the scheduler is fair, and an explorer is not. Bound the loop, wait with Memory.lock or"
                + " Memory.awaitInt, or raise Limits.accessesPerOperation.");
    }

    static RunawayTaskException ofExecution(int limit, TaskState task) {
        return new RunawayTaskException("the execution was cut after " + limit + " steps; next would have been task "
                + task.name + " in operation " + task.operation.name() + ", "
                + task.describe(task.step, task.cell)
                + ". This is often a task whose list of operations has no end, or two tasks that keep undoing each other."
                + " Shorten the program, or raise Limits.stepsPerExecution.");
    }

    static RunawayTaskException ofEmptyOperations(TaskState task, int limit) {
        return new RunawayTaskException("task " + task.name + " ran " + limit
                + " operations without a single access; the last was " + task.operation.name()
                + ". This is often a list of operations that has no end. Let Program.operation answer null when the task"
                + " has no more, or raise Limits.accessesPerOperation.");
    }
}
