package org.pinproof.tlc;

/**
 * Bounds of an enumeration. Reaching one leaves the result incomplete, never silently.
 *
 * @param states most distinct states
 * @param edges most steps between them
 * @param keepStates whether every state stays in memory; otherwise one asked for is found again along its path
 */
public record Limits(int states, int edges, boolean keepStates) {

    /** {@return limits that a heap of about 2 GB bears, keeping states} */
    public static Limits standard() {
        return new Limits(3_000_000, 30_000_000, true);
    }

    /** {@return the same limits, states dropped once expanded} */
    public Limits droppingStates() {
        return new Limits(states, edges, false);
    }
}
