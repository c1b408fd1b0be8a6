package org.pinproof.sched;

/**
 * Where the engine cuts a task that does not end.
 *
 * @param accessesPerOperation most accesses one run of an operation may make
 * @param stepsPerExecution most steps one execution may have
 */
public record Limits(int accessesPerOperation, int stepsPerExecution) {

    /** 1,000 accesses in one operation, 100,000 steps in one execution. */
    public static final Limits DEFAULT = new Limits(1_000, 100_000);

    /** Rejects limits below 1. */
    public Limits {
        if (accessesPerOperation < 1 || stepsPerExecution < 1) {
            throw new IllegalArgumentException("limits must be at least 1: accessesPerOperation=" + accessesPerOperation
                    + ", stepsPerExecution=" + stepsPerExecution);
        }
    }
}
