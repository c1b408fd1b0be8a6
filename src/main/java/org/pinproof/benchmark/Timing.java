package org.pinproof.benchmark;

import com.google.common.base.Preconditions;

/**
 * How JMH measures.
 *
 * @param forks JVMs, one after the other
 * @param warmups iterations that do not count
 * @param iterations that do
 * @param milliseconds of each
 */
public record Timing(int forks, int warmups, int iterations, int milliseconds) {
    /** Enough to compare commands. */
    public static final Timing STANDARD = new Timing(1, 4, 5, 500);

    /** Enough to see that it works. */
    public static final Timing QUICK = new Timing(1, 1, 2, 100);

    /** @throws IllegalArgumentException with a message for people if a number is not positive */
    public Timing {
        Preconditions.checkArgument(
                forks >= 1 && warmups >= 1 && iterations >= 1,
                "there must be at least 1 iteration; found %s",
                iterations);
        Preconditions.checkArgument(milliseconds >= 1, "an iteration must take at least 1 ms; found %s", milliseconds);
    }

    public Timing withIterations(int number) {
        return new Timing(forks, warmups, number, milliseconds);
    }

    public Timing withMilliseconds(int each) {
        return new Timing(forks, warmups, iterations, each);
    }
}
