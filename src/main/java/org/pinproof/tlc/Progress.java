package org.pinproof.tlc;

/**
 * How far a search is.
 *
 * @param generated states computed, repetitions included
 * @param distinct different states found
 * @param queue states not yet expanded
 * @param depth levels reached; initial states are level 1
 * @param seconds since the search began
 */
public record Progress(long generated, long distinct, long queue, int depth, double seconds) {

    /** {@return states generated per second so far} */
    public double rate() {
        return seconds > 0 ? generated / seconds : 0;
    }
}
