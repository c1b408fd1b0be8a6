package org.pinproof.explore;

/**
 * A set of 128-bit fingerprints: open addressing in one array of long pairs, grown at half full.
 *
 * <p>Never loses an entry; a different state with an equal fingerprint is taken for seen.
 */
final class FingerprintTable {

    // two words per slot; low is never 0 in a used slot
    private long[] slots;
    private int mask;
    private int size;

    FingerprintTable() {
        allocate(1 << 10);
    }

    /** Adds a fingerprint; {@return whether it was new} */
    boolean add(long high, long low) {
        long key = low == 0 ? 1 : low;
        if (!insert(high, key)) {
            return false;
        }
        if (++size > mask >> 1) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    private boolean insert(long high, long low) {
        int slot = (int) high & mask;
        while (slots[2 * slot] != 0) {
            if (slots[2 * slot] == low && slots[2 * slot + 1] == high) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        slots[2 * slot] = low;
        slots[2 * slot + 1] = high;
        return true;
    }

    private void grow() {
        long[] old = slots;
        allocate(2 * (mask + 1));
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                insert(old[i + 1], old[i]);
            }
        }
    }

    private void allocate(int capacity) {
        slots = new long[2 * capacity];
        mask = capacity - 1;
    }
}
