package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.MmapWriteLock;
import static org.pinproof.kernel.mm.KernelStep.MmapWriteUnlock;
import static org.pinproof.kernel.mm.KernelStep.MmapWriteWait;
import static org.pinproof.kernel.mm.KernelStep.SlowLockMmap;
import static org.pinproof.kernel.mm.KernelStep.SlowUnlockMmap;

/**
 * {@code mmap_lock}: a reader-writer semaphore in which no reader overtakes a writer that waits, in one int cell.
 *
 * <pre>
 *  31               16 15    9 8 7             0
 * +-------------------+-------+-+---------------+
 * | writers that wait |   0   |W|    readers    |
 * +-------------------+-------+-+---------------+
 * </pre>
 *
 * <p>Left out: the order among those who wait, but for the rule above; waits that a signal ends; downgrading. Source: {@code
 * kernel/locking/rwsem.c}.
 */
public final class MmapLock implements MmapRead {
    private static final int READER = 1;
    // at most 255: a reader more would pass for a writer
    private static final int READERS = 0xff;
    private static final int WRITER = 1 << 8;
    private static final int WAITING = 1 << 16;

    private final Memory memory;
    private final int cell;

    /** Takes the lock in this cell of {@link #layOut}. */
    public MmapLock(Memory memory, int cell) {
        this.memory = memory;
        this.cell = cell;
    }

    /** Lays out a free lock; {@return its cell} */
    public static int layOut(MemoryLayout layout) {
        return layOut(layout, "mmap_lock");
    }

    /** As {@link #layOut(MemoryLayout)}, one of several; {@return its cell} */
    public static int layOut(MemoryLayout layout, String name) {
        return layout.intCell(name, 0);
    }

    /** {@return how many readers a lock of this value has} */
    public static int readers(int lock) {
        return lock & READERS;
    }

    /** {@return whether a lock of this value has a writer} */
    public static boolean hasWriter(int lock) {
        return (lock & WRITER) != 0;
    }

    /** {@return how many writers wait for a lock of this value} */
    public static int waiting(int lock) {
        return lock / WAITING;
    }

    @Override
    public void downRead() {
        downRead(SlowLockMmap);
    }

    @Override
    public void upRead() {
        upRead(SlowUnlockMmap);
    }

    /** As {@link #downRead}, as this step. */
    public void downRead(Step step) {
        // full: pairs with the writer's release; without it what the writer did to the areas could be missed.
        memory.awaitAndAddInt(step, cell, lock -> (lock & ~READERS) == 0, READER);
    }

    /** As {@link #upRead}, as this step. */
    public void upRead(Step step) {
        // full: pairs with the writer's way in; what was looked up is used before a writer can free it.
        memory.getAndAddInt(step, cell, -READER);
    }

    /** Queues, and waits for the last reader to go; from the first of the two on no reader comes in. */
    public void downWrite() {
        // full, and it could be relaxed: it publishes nothing, and readers only count it.
        memory.getAndAddInt(MmapWriteWait, cell, WAITING);
        // full: pairs with the readers' release.
        memory.awaitAndAddInt(MmapWriteLock, cell, lock -> (lock & (READERS | WRITER)) == 0, WRITER - WAITING);
    }

    /** As {@link #downWrite}, unqueued: readers come in until there is none. */
    public void downWriteUnqueued() {
        // full: pairs with the readers' release.
        memory.awaitAndAddInt(MmapWriteLock, cell, lock -> lock == 0, WRITER);
    }

    /** Lets readers and the next writer in. */
    public void upWrite() {
        // full: pairs with both ways in.
        memory.getAndAddInt(MmapWriteUnlock, cell, -WRITER);
    }

    /** As {@link #upWrite}, inside a section. */
    public void upWriteUnder(LockedMemory held) {
        // full: as there.
        held.getAndAddInt(cell, -WRITER);
    }
}
