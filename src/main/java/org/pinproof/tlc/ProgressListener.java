package org.pinproof.tlc;

/** Hears of a running search now and then, on the thread that runs it. */
@FunctionalInterface
public interface ProgressListener {

    /** Ignores everything. */
    ProgressListener NONE = progress -> {};

    void progress(Progress progress);
}
