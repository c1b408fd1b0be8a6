package org.pinproof.kernel.writeback;

/** What writeback does with a page that may be pinned: the question that has been open since 2018. */
public enum WbPolicy {
    /** Nobody asks: history, and mostly the present. */
    NONE,
    /** The page stays dirty and is not written, by fsync neither. */
    SKIP,
    /** Wait until the page is not pinned, and begin again. */
    WAIT,
    /** Write a copy; the page stays dirty. */
    BOUNCE,
    /** Write the page itself; it stays dirty. */
    KEEP_DIRTY,
    /** Break the owner's lease, kill it when that takes too long, and wait. */
    REVOKE,
    /** Nobody asks, but no long-term pin of a file's page is given (6.5). */
    DENY;

    /** {@return whether flusher and reclaim ask if the page is pinned} */
    public boolean asks() {
        return this != NONE && this != DENY;
    }
}
