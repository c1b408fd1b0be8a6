package org.pinproof.sched;

/**
 * A 128-bit hash of a state, built word by word.
 *
 * <p>Two lanes with different multipliers, each finished as in MurmurHash3. Equal states have equal fingerprints; at ten
 * million states, two different ones share a fingerprint with a probability of about 1e-25 if the hash behaves as random.
 */
public final class Fingerprint {

    private long high;
    private long low;

    /** Starts again. */
    public void clear() {
        high = 0x9E3779B97F4A7C15L;
        low = 0xD1B54A32D192ED03L;
    }

    /** Adds a word. */
    public void add(long word) {
        long l = (low ^ word) * 0xff51afd7ed558ccdL;
        low = l ^ l >>> 32;
        long h = (high + word) * 0xc4ceb9fe1a85ec53L;
        high = Long.rotateLeft(h, 29) ^ h >>> 33;
    }

    /** {@return the upper 64 bits} */
    public long high() {
        return finish(high + low);
    }

    /** {@return the lower 64 bits} */
    public long low() {
        return finish(low ^ Long.rotateLeft(high, 17));
    }

    private static long finish(long z) {
        long y = (z ^ z >>> 33) * 0xff51afd7ed558ccdL;
        y = (y ^ y >>> 33) * 0xc4ceb9fe1a85ec53L;
        return y ^ y >>> 33;
    }
}
