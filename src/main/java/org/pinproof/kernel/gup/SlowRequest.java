package org.pinproof.kernel.gup;

/**
 * What is asked of the slow path.
 *
 * @param start first vpn
 * @param nr how many pages, at least one
 * @param flags with {@code FOLL_PIN}, {@code FOLL_GET}, or neither where there are no {@code pages}
 * @param pages receives the pfns; null to fault the range in and hold nothing
 * @param at index of the first page in {@code pages} and {@code vmas}
 * @param vmas receives the number of each page's VMA; null, as a rule: a number is worth nothing once the lock was dropped
 * @param locked null for a caller that keeps {@code mmap_lock} whatever happens
 */
public record SlowRequest(int start, int nr, int flags, int[] pages, int at, int[] vmas, MmapLocked locked) {

    /** {@return what is left of this once the first {@code done} pages are there} */
    public SlowRequest after(int done) {
        return new SlowRequest(start + done, nr - done, flags, pages, at + done, vmas, locked);
    }

    /** Hands a page out. */
    public void record(int index, int page) {
        if (pages != null) {
            pages[at + index] = page;
        }
    }
}
