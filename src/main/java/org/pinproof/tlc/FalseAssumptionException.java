package org.pinproof.tlc;

/** A cfg whose constants an ASSUME of the specification forbids. */
public final class FalseAssumptionException extends SpecException {
    private static final long serialVersionUID = 1L;

    public FalseAssumptionException(String message) {
        super(message);
    }
}
