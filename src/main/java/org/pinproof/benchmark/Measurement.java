package org.pinproof.benchmark;

/**
 * What was measured of one command.
 *
 * @param rehearsal what one pass comes to
 * @param get nanoseconds that a thread needs to take all its pages
 * @param put nanoseconds that a thread needs to release them
 */
public record Measurement(GupCommand command, Workload workload, Rehearsal rehearsal, Time get, Time put) {

    /**
     * @param nanoseconds of the median invocation
     * @param spread half of the distance between the quarter points of all invocations; not a number if there are too few
     */
    public record Time(double nanoseconds, double spread) {}

    /** {@return nanoseconds for each page} */
    public double perPage(Time time) {
        return time.nanoseconds() / rehearsal.covered();
    }
}
