package org.pinproof.sched;

/** An operation threw. The cause is what it threw; the message names task, operation and last step. */
public final class TaskFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TaskFailedException(TaskState task, Throwable cause) {
        super(
                "task " + task.name + " failed in operation " + task.operation.name()
                        + (task.length == 0 ? "" : " after " + task.steps[task.length - 1].name()) + ": " + cause,
                cause);
    }
}
