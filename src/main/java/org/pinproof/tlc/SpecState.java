package org.pinproof.tlc;

import org.pinproof.trace.Value;

/**
 * A state of a specification held by the {@link SpecStepper} that made it. Two states of one stepper are equal if every
 * variable, ghosts included, is.
 */
public interface SpecState {
    /** {@return the value of a variable, converted once and kept} */
    Value get(String variable);

    /** {@return TLC's 64-bit fingerprint} */
    long fingerprint();
}
