package org.pinproof.kernel.mm;

import java.util.function.IntPredicate;

/**
 * Every access to state that another thread can see; one call is one atomic step of the specification.
 *
 * <p>Cells are numbered by a {@link MemoryLayout}; an {@code int} cell and a {@code long} cell never share a number. The
 * memory order is in the method's name, in the words of {@link java.lang.invoke.VarHandle}:
 *
 * <table>
 * <caption>Order of each access and the kernel primitive it stands for</caption>
 * <tr><th>method</th><th>order</th><th>Linux</th></tr>
 * <tr><td>{@code get…Opaque}</td><td>relaxed, never torn or invented</td><td>{@code READ_ONCE}</td></tr>
 * <tr><td>{@code get…Acquire}</td><td>later accesses stay later</td><td>{@code smp_load_acquire}</td></tr>
 * <tr><td>{@code get…Volatile}</td><td>stays behind every full access before it</td><td>{@code READ_ONCE} behind a full barrier</td></tr>
 * <tr><td>{@code await…}</td><td>the load that ends the wait, as {@code get…Volatile}</td><td>{@code wait_on_bit}, {@code wait_event}</td></tr>
 * <tr><td>{@code awaitAndAdd…}</td><td>full</td><td>{@code down_read}, {@code down_write}</td></tr>
 * <tr><td>{@code set…Release}</td><td>earlier accesses stay earlier</td><td>{@code smp_store_release}</td></tr>
 * <tr><td>{@code getAndAdd…}, {@code getAndSet…}</td><td>full</td><td>{@code atomic_fetch_add}, {@code xchg}</td></tr>
 * <tr><td>{@code compareAndSet…}</td><td>full on success; no write on failure</td><td>{@code cmpxchg}</td></tr>
 * <tr><td>{@code add…UnlessZero}</td><td>full on success; no write on failure</td><td>{@code atomic_add_unless(v, a, 0)}</td></tr>
 * <tr><td>{@code fullFence}</td><td>full</td><td>{@code smp_mb}</td></tr>
 * </table>
 *
 * <p>The three lock methods run a {@link Section} under a spinlock. A step that takes the lock and does the section's first
 * access is atomic for an observer although the hardware does two things: taking a lock commutes to the right, and
 * releasing one commutes to the left, over everything another thread can do (Lipton, CACM 1975).
 */
public interface Memory {

    /** READ_ONCE of an int cell. */
    int getIntOpaque(Step step, int cell);

    /** READ_ONCE of a long cell. */
    long getLongOpaque(Step step, int cell);

    /** smp_load_acquire of an int cell. */
    int getIntAcquire(Step step, int cell);

    /** smp_load_acquire of a long cell. */
    long getLongAcquire(Step step, int cell);

    /**
     * A load that stays behind every fully ordered access before it.
     *
     * <p>In C a successful {@code cmpxchg} is a full barrier and a relaxed load behind it stays there. In Java it is not one
     * (on arm64 {@code casal} lets a later plain load pass), so the load has to say it.
     */
    int getIntVolatile(Step step, int cell);

    /** As {@link #getIntVolatile}, of a long cell. */
    long getLongVolatile(Step step, int cell);

    /**
     * Waits until the cell's value satisfies the condition; one step: the load that found it so.
     *
     * <p>Pairs with the fully ordered read-modify-write or the release store of whoever makes the condition true: what came
     * before that is visible after the wait. In C the waker's side is {@code mm/filemap.c::end_page_writeback}: clear the bit, a
     * full barrier, look for waiters. There a condition that holds at once is a plain {@code test_bit}, which orders
     * nothing; here every wait ends with the stronger load. Sleeping, waking and signals are left out: whoever waits is
     * there as soon as the condition is true, but has to take its step before it is false again. The cell may be a lock's, which
     * is 0 exactly while the lock is free.
     *
     * @param until a pure function of its argument that answers for every int: it may be asked at any time, any number of
     *     times, of values the cell may come to hold, and what it captures must not change
     * @return the value that satisfied it
     */
    int awaitInt(Step step, int cell, IntPredicate until);

    /**
     * Waits as {@link #awaitInt} does, and adds {@code delta} in the same atomic step: how a lock is taken that can be shared.
     *
     * <p>Fully ordered; wraps like {@link #getAndAddInt}. Source: {@code kernel/locking/rwsem.c}, where the waker adds for those
     * it wakes.
     *
     * @param until as for {@link #awaitInt}
     * @return the value that satisfied it, before the addition
     */
    int awaitAndAddInt(Step step, int cell, IntPredicate until, int delta);

    /** smp_store_release to an int cell. */
    void setIntRelease(Step step, int cell, int value);

    /** smp_store_release to a long cell. */
    void setLongRelease(Step step, int cell, long value);

    /** Fully ordered fetch-and-add, wrapping like C's {@code atomic_t}; {@return the value before} */
    int getAndAddInt(Step step, int cell, int delta);

    /** Fully ordered exchange; {@return the value before} */
    long getAndSetLong(Step step, int cell, long value);

    /** Fully ordered if it succeeds; a failure is a relaxed read. */
    boolean compareAndSetInt(Step step, int cell, int expected, int update);

    /**
     * Adds {@code delta} unless the cell is zero, as one atomic step.
     *
     * <p>Fully ordered if it succeeds; a failure is a relaxed read. Source: {@code atomic_add_unless}, as used by
     * {@code include/linux/page_ref.h::page_ref_add_unless}.
     *
     * @return whether the addition happened
     */
    boolean addIntUnlessZero(Step step, int cell, int delta);

    /** A full barrier, smp_mb. */
    void fullFence(Step step);

    /**
     * A step that touches nothing another thread can see; it is named so that traces show it.
     *
     * @param value what the step concerns (a page frame number, a count); shown in traces, without effect
     */
    void local(Step step, long value);

    /** Takes the lock, runs the section and keeps the lock if the section's result is not zero. */
    long lock(Step step, int lock, Section section);

    /** Takes the lock, runs the section and releases the lock. */
    long locked(Step step, int lock, Section section);

    /** Runs the section under the lock this thread already holds, then releases it. */
    long unlock(Step step, int lock, Section section);

    /** What runs under a lock: everything it learns must be in the result, since a simulated run may not repeat it. */
    @FunctionalInterface
    interface Section {
        /**
         * @param memory access without a step of its own
         * @return everything the caller needs to know of the section
         */
        long run(LockedMemory memory);
    }
}
