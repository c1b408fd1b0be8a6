package org.pinproof.sched;

/**
 * A task's private integers, numbered from 0 and starting at 0.
 *
 * <p>An operation writes to a working copy, which is set back before each re-execution and committed when the operation ends;
 * so an operation that is run five times to get through its five steps still adds once.
 */
public final class Registers {

    private final int[] base;
    private final int[] working;

    /** Makes {@code count} registers that hold 0. */
    public Registers(int count) {
        base = new int[count];
        working = new int[count];
    }

    /** {@return the register's value as the running operation sees it} */
    public int get(int register) {
        return working[register];
    }

    /** Sets a register. */
    public void set(int register, int value) {
        working[register] = value;
    }

    /** Adds to a register, wrapping; {@return the value after} */
    public int add(int register, int delta) {
        return working[register] += delta;
    }

    /** {@return how many registers there are} */
    public int count() {
        return base.length;
    }

    int committed(int register) {
        return base[register];
    }

    void reset() {
        for (int i = 0; i < base.length; i++) {
            working[i] = base[i];
        }
    }

    void commit() {
        for (int i = 0; i < base.length; i++) {
            base[i] = working[i];
        }
    }

    void clear() {
        for (int i = 0; i < base.length; i++) {
            base[i] = 0;
            working[i] = 0;
        }
    }

    int save(long[] into, int at) {
        for (int i = 0; i < base.length; i++) {
            into[at++] = (long) base[i] << 32 | working[i] & 0xffff_ffffL;
        }
        return at;
    }

    int load(long[] from, int at) {
        for (int i = 0; i < base.length; i++) {
            base[i] = (int) (from[at] >> 32);
            working[i] = (int) from[at++];
        }
        return at;
    }
}
