package org.pinproof.explore;

/**
 * SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), written out so that the same seed gives the same schedules on every JDK.
 *
 * <p>{@code state += 0x9E3779B97F4A7C15; z = state; z = (z ^ z>>>30) * 0xBF58476D1CE4E5B9; z = (z ^ z>>>27) *
 * 0x94D049BB133111EB; return z ^ z>>>31}.
 */
public final class SeededRandom {

    private long state;

    /** Makes a generator; any seed is as good as any other. */
    public SeededRandom(long seed) {
        state = seed;
    }

    /** {@return the next 64 bits} */
    public long nextLong() {
        long z = state += 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** {@return a number from 0 to bound - 1; the bias is below bound / 2^32} */
    public int nextInt(int bound) {
        return (int) ((nextLong() >>> 32) * bound >>> 32);
    }

    /** {@return a number from 0 (inclusive) to 1 (exclusive), of 53 bits} */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }
}
