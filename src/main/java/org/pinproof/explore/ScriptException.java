package org.pinproof.explore;

/** A text that is not a script; the message says what was read, what is expected, and how a script looks. */
public final class ScriptException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception with a complete message. */
    public ScriptException(String message) {
        super(message);
    }
}
