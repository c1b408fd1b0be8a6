package org.pinproof.sched;

/** A text is not a schedule, or a schedule does not fit the program; the message says where and what would. */
public final class ScheduleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Makes the exception with a complete message. */
    public ScheduleException(String message) {
        super(message);
    }
}
