package org.pinproof.kernel.gup;

/** What takes pages under {@code mmap_lock}, for the calls that do nothing else and for what the fast path has left. */
public interface SlowPath {
    /**
     * Takes pages, faulting them in.
     *
     * @return how many pages were taken, from the first; a negative {@link Errno} if none was
     */
    int take(SlowRequest request);
}
