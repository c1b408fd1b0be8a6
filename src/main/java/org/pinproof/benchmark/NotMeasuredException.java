package org.pinproof.benchmark;

/** There is nothing to measure, or JMH cannot; the message says why. */
public final class NotMeasuredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotMeasuredException(String message, Throwable cause) {
        super(message, cause);
    }
}
