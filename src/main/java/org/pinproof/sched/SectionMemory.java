package org.pinproof.sched;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Step;

/** The accesses of a section under a lock: all of them one step, each of them part of that step's footprint. */
final class SectionMemory implements LockedMemory {

    private final long[] cells;
    private final MemoryLayout layout;
    private final Footprint footprint;

    SectionMemory(long[] cells, MemoryLayout layout, Footprint footprint) {
        this.cells = cells;
        this.layout = layout;
        this.footprint = footprint;
    }

    @Override
    public int getInt(int cell) {
        return (int) read(cell);
    }

    @Override
    public long getLong(int cell) {
        return read(cell);
    }

    @Override
    public void setInt(int cell, int value) {
        exchange(cell, value);
    }

    @Override
    public int getIntOpaque(int cell) {
        return (int) read(cell);
    }

    @Override
    public long getLongOpaque(int cell) {
        return read(cell);
    }

    @Override
    public int getIntVolatile(int cell) {
        return (int) read(cell);
    }

    @Override
    public void setIntRelease(int cell, int value) {
        exchange(cell, value);
    }

    @Override
    public void setLongRelease(int cell, long value) {
        exchange(cell, value);
    }

    @Override
    public int getAndAddInt(int cell, int delta) {
        int old = (int) cells[cell];
        exchange(cell, old + delta);
        return old;
    }

    @Override
    public boolean addIntUnlessZero(int cell, int delta) {
        int old = (int) read(cell);
        if (old == 0) {
            return false;
        }
        exchange(cell, old + delta);
        return true;
    }

    @Override
    public long getAndSetLong(int cell, long value) {
        return exchange(cell, value);
    }

    @Override
    public boolean compareAndSetLong(int cell, long expected, long update) {
        if (read(cell) != expected) {
            return false;
        }
        exchange(cell, update);
        return true;
    }

    /**
     * Runs a nested section.
     *
     * <p>A lock that is taken inside a section must never be kept across steps ({@link Memory#lock} with a result other than
     * 0): the engine could not make the outer step wait for it, so it refuses.
     */
    @Override
    public long locked(int lock, Memory.Section section) {
        if (cells[lock] != 0) {
            throw new IllegalStateException(
                    "inner lock " + name(lock) + " is not free, task number " + (cells[lock] - 1)
                            + " holds it: a lock taken inside a section must not be kept across steps, and not be taken twice."
                            + " Take it with locked, or make it the outer lock.");
        }
        footprint.add(lock, true);
        cells[lock] = -1;
        long result = section.run(this);
        cells[lock] = 0;
        return result;
    }

    void requireHeld(Step step, int lock, TaskState task) {
        if (cells[lock] != task.number + 1) {
            throw new IllegalStateException(step.name() + ": task " + task.name + " releases " + name(lock) + ", which "
                    + (cells[lock] == 0 ? "nobody holds" : "task number " + (cells[lock] - 1) + " holds")
                    + ". Only the task whose Memory.lock kept a lock may unlock it.");
        }
    }

    private long read(int cell) {
        footprint.add(cell, false);
        return cells[cell];
    }

    private long exchange(int cell, long value) {
        footprint.add(cell, true);
        long old = cells[cell];
        cells[cell] = value;
        return old;
    }

    private String name(int lock) {
        return layout.cell(lock).name();
    }
}
