package org.pinproof.kernel.mm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntPredicate;

/**
 * {@link Memory} for real threads: arrays under VarHandles. The step argument is dead here and costs nothing once compiled.
 *
 * <p>Each int cell has a cache line of its own, as a {@code struct page} has: two threads on two pages do not share one.
 * Locks are spinlocks, and like the kernel's they are not reentrant.
 */
public final class HardwareMemory implements Memory {
    private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int LINE_SHIFT = 4;

    private final int[] ints;
    private final long[] longs;
    private final LockedMemory underLock = new UnderLock();

    /** Makes the cells of this layout, with their initial values. */
    public HardwareMemory(MemoryLayout layout) {
        ints = new int[layout.size() + 1 << LINE_SHIFT];
        longs = new long[layout.size()];
        for (int cell = 0; cell < layout.size(); cell++) {
            MemoryLayout.Cell initial = layout.cell(cell);
            if (initial.isLong()) {
                longs[cell] = initial.initial();
            } else {
                ints[slot(cell)] = (int) initial.initial();
            }
        }
        VarHandle.fullFence();
    }

    private static int slot(int cell) {
        return cell << LINE_SHIFT;
    }

    @Override
    public int getIntOpaque(Step step, int cell) {
        return (int) INT.getOpaque(ints, slot(cell));
    }

    @Override
    public long getLongOpaque(Step step, int cell) {
        return (long) LONG.getOpaque(longs, cell);
    }

    @Override
    public int getIntAcquire(Step step, int cell) {
        return (int) INT.getAcquire(ints, slot(cell));
    }

    @Override
    public long getLongAcquire(Step step, int cell) {
        return (long) LONG.getAcquire(longs, cell);
    }

    @Override
    public int getIntVolatile(Step step, int cell) {
        return (int) INT.getVolatile(ints, slot(cell));
    }

    @Override
    public long getLongVolatile(Step step, int cell) {
        return (long) LONG.getVolatile(longs, cell);
    }

    // volatile: pairs with the release or the full access that makes it true; with opaque, what the waker did before
    // could be missed
    @Override
    public int awaitInt(Step step, int cell, IntPredicate until) {
        int slot = slot(cell);
        int seen = (int) INT.getVolatile(ints, slot);
        while (!until.test(seen)) {
            Thread.onSpinWait();
            seen = (int) INT.getVolatile(ints, slot);
        }
        return seen;
    }

    // The exchange that succeeds is full; the looks before it order nothing, and decide nothing.
    @Override
    public int awaitAndAddInt(Step step, int cell, IntPredicate until, int delta) {
        int slot = slot(cell);
        while (true) {
            int seen = (int) INT.getOpaque(ints, slot);
            if (until.test(seen) && INT.compareAndSet(ints, slot, seen, seen + delta)) {
                return seen;
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void setIntRelease(Step step, int cell, int value) {
        INT.setRelease(ints, slot(cell), value);
    }

    @Override
    public void setLongRelease(Step step, int cell, long value) {
        LONG.setRelease(longs, cell, value);
    }

    @Override
    public int getAndAddInt(Step step, int cell, int delta) {
        return (int) INT.getAndAdd(ints, slot(cell), delta);
    }

    @Override
    public long getAndSetLong(Step step, int cell, long value) {
        return (long) LONG.getAndSet(longs, cell, value);
    }

    @Override
    public boolean compareAndSetInt(Step step, int cell, int expected, int update) {
        return INT.compareAndSet(ints, slot(cell), expected, update);
    }

    @Override
    public boolean addIntUnlessZero(Step step, int cell, int delta) {
        int slot = slot(cell);
        int seen = (int) INT.getOpaque(ints, slot);
        while (seen != 0) {
            int found = (int) INT.compareAndExchange(ints, slot, seen, seen + delta);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    @Override
    public void fullFence(Step step) {
        VarHandle.fullFence();
    }

    @Override
    public void local(Step step, long value) {}

    @Override
    public long lock(Step step, int lock, Section section) {
        acquire(lock);
        long result = section.run(underLock);
        if (result == 0) {
            release(lock);
        }
        return result;
    }

    @Override
    public long locked(Step step, int lock, Section section) {
        acquire(lock);
        long result = section.run(underLock);
        release(lock);
        return result;
    }

    @Override
    public long unlock(Step step, int lock, Section section) {
        long result = section.run(underLock);
        release(lock);
        return result;
    }

    // acquire: pairs with the release of the holder before; its section's plain accesses are visible here.
    private void acquire(int lock) {
        int slot = slot(lock);
        while (!INT.weakCompareAndSetAcquire(ints, slot, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    private void release(int lock) {
        INT.setRelease(ints, slot(lock), 0);
    }

    private final class UnderLock implements LockedMemory {
        @Override
        public int getInt(int cell) {
            return ints[slot(cell)];
        }

        @Override
        public long getLong(int cell) {
            return longs[cell];
        }

        @Override
        public void setInt(int cell, int value) {
            ints[slot(cell)] = value;
        }

        @Override
        public int getIntOpaque(int cell) {
            return (int) INT.getOpaque(ints, slot(cell));
        }

        @Override
        public long getLongOpaque(int cell) {
            return (long) LONG.getOpaque(longs, cell);
        }

        @Override
        public int getIntVolatile(int cell) {
            return (int) INT.getVolatile(ints, slot(cell));
        }

        @Override
        public void setIntRelease(int cell, int value) {
            INT.setRelease(ints, slot(cell), value);
        }

        @Override
        public void setLongRelease(int cell, long value) {
            LONG.setRelease(longs, cell, value);
        }

        @Override
        public int getAndAddInt(int cell, int delta) {
            return (int) INT.getAndAdd(ints, slot(cell), delta);
        }

        @Override
        public boolean addIntUnlessZero(int cell, int delta) {
            return HardwareMemory.this.addIntUnlessZero(null, cell, delta);
        }

        @Override
        public long getAndSetLong(int cell, long value) {
            return (long) LONG.getAndSet(longs, cell, value);
        }

        @Override
        public boolean compareAndSetLong(int cell, long expected, long update) {
            return LONG.compareAndSet(longs, cell, expected, update);
        }

        @Override
        public long locked(int lock, Section section) {
            return HardwareMemory.this.locked(null, lock, section);
        }
    }
}
