package org.pinproof.sched;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A state of a {@link Machine} as plain data: cells, and per task its position, log, pending access and registers.
 *
 * <p>Can be restored any number of times, into the machine it came from or another of the same program. Two snapshots are
 * equal exactly if the states are.
 */
public final class Snapshot {

    long[] words = new long[0];
    int wordCount;
    Object[] references = new Object[0];
    int referenceCount;
    // per task what it waits for; not compared: operation and log determine it, but not which instance of it this is
    IntPredicate[] conditions = new IntPredicate[0];

    Snapshot() {}

    void reserve(int wordRoom, int referenceRoom, int tasks) {
        if (conditions.length < tasks) {
            conditions = new IntPredicate[tasks];
        }
        if (words.length < wordRoom) {
            words = new long[wordRoom];
        }
        if (references.length < referenceRoom) {
            references = new Object[referenceRoom];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot that
                && Arrays.equals(words, 0, wordCount, that.words, 0, that.wordCount)
                && Arrays.equals(references, 0, referenceCount, that.references, 0, that.referenceCount);
    }

    @Override
    public int hashCode() {
        int hash = wordCount;
        for (int i = 0; i < wordCount; i++) {
            hash = 31 * hash + Long.hashCode(words[i]);
        }
        return hash;
    }
}
