package org.pinproof.sched;

import java.util.Arrays;

/** The cells that one executed step touched, and how: what two steps are dependent by. Mutable; copy it to keep it. */
public final class Footprint {

    // cell << 1 | written
    private int[] entries = new int[8];
    private int size;

    /** Forgets all cells. */
    public void clear() {
        size = 0;
    }

    /** Adds an access. */
    public void add(int cell, boolean written) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, 2 * size);
        }
        entries[size++] = cell << 1 | (written ? 1 : 0);
    }

    /** Makes this the footprint of a step with one access. */
    void only(int cell, boolean written) {
        entries[0] = cell << 1 | (written ? 1 : 0);
        size = 1;
    }

    /** Makes this a copy of another footprint. */
    public void copyFrom(Footprint other) {
        if (entries.length < other.size) {
            entries = new int[other.entries.length];
        }
        System.arraycopy(other.entries, 0, entries, 0, other.size);
        size = other.size;
    }

    /** {@return whether some cell is in both footprints and written in at least one} */
    public boolean conflicts(Footprint other) {
        for (int i = 0; i < size; i++) {
            int mine = entries[i];
            for (int j = 0; j < other.size; j++) {
                int theirs = other.entries[j];
                if (mine >> 1 == theirs >> 1 && ((mine | theirs) & 1) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return how many accesses the step made; a cell touched twice counts twice} */
    public int size() {
        return size;
    }

    /** {@return the cell of an access} */
    public int cell(int access) {
        return entries[access] >> 1;
    }

    /** {@return whether an access wrote its cell} */
    public boolean written(int access) {
        return (entries[access] & 1) != 0;
    }
}
