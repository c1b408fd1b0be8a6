package org.pinproof.trace;

/**
 * A composite value that computes its hash on first use and keeps it, as {@link String} does: states are looked up in
 * hash maps once per event checked. The field is written without synchronization; racing threads write the same number.
 */
abstract class HashedOnce {
    private static final int MULTIPLIER = 0x9E3779B1;

    private int hash;

    abstract int contentHash();

    @Override
    public final int hashCode() {
        int known = hash;
        if (known == 0) {
            known = contentHash();
            hash = known == 0 ? 1 : known;
            return hash;
        }
        return known;
    }

    @Override
    public abstract boolean equals(Object other);

    /** Cheap refusal before contents are compared: only hashes already known are looked at. */
    final boolean mayEqual(HashedOnce other) {
        return hash == 0 || other.hash == 0 || hash == other.hash;
    }

    /** A larger multiplier than 31, because sequences of small integers are the common case. */
    static int mix(int sofar, Object element) {
        int mixed = (sofar + element.hashCode()) * MULTIPLIER;
        return mixed ^ (mixed >>> 15);
    }
}
