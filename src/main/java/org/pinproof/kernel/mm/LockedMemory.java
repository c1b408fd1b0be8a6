package org.pinproof.kernel.mm;

/**
 * Accesses inside a {@link Memory.Section}: they belong to the step that entered the section.
 *
 * <p>Cells that every writer changes under the same lock are read and written plainly; the lock's acquire and release
 * order them. Cells that lock-free code looks at ({@code _refcount}, page-table entries) take the ordered methods.
 */
public interface LockedMemory {

    /** Reads an int cell that only holders of this lock write. */
    int getInt(int cell);

    /** Reads a long cell that only holders of this lock write. */
    long getLong(int cell);

    /** Writes an int cell that only holders of this lock access. */
    void setInt(int cell, int value);

    /** READ_ONCE of an int cell that others change without the lock. */
    int getIntOpaque(int cell);

    /** READ_ONCE of a long cell that others change without the lock, be it the hardware. */
    long getLongOpaque(int cell);

    /** A load that stays behind every fully ordered access before it, of a cell that others change without the lock. */
    int getIntVolatile(int cell);

    /** smp_store_release to an int cell that others read without the lock. */
    void setIntRelease(int cell, int value);

    /** smp_store_release to a long cell that others read without the lock. */
    void setLongRelease(int cell, long value);

    /** Fully ordered fetch-and-add on a cell that others change without the lock; {@return the value before} */
    int getAndAddInt(int cell, int delta);

    /**
     * Adds {@code delta} unless the cell is zero, as one atomic access to a cell that others change without the lock.
     *
     * @return whether the addition happened; fully ordered if it did
     */
    boolean addIntUnlessZero(int cell, int delta);

    /** Fully ordered exchange on a cell that others read without the lock; {@return the value before} */
    long getAndSetLong(int cell, long value);

    /** Fully ordered if it succeeds, of a cell that others change without the lock; a failure is a relaxed read. */
    boolean compareAndSetLong(int cell, long expected, long update);

    /**
     * Takes a second, inner lock for the length of the section.
     *
     * <p>Lock order: page lock, PTL or driver's lock, then one of private_lock, the bus and the zone lock.
     */
    long locked(int lock, Memory.Section section);
}
