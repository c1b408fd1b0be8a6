package org.pinproof.tlc;

/** A specification, cfg or request that cannot be used; the message says the rule, the values and the remedy. */
public class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    public SpecException(String message, Throwable cause) {
        super(message, cause);
    }
}
