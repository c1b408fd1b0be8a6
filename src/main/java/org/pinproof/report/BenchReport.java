package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What was measured of taking and releasing pages.
 *
 * @param asked how many measurements there should be; more than there are if the run was interrupted
 * @param settings what was the same for all of them, by name
 * @param measured in the order in which it was measured
 * @param ratios of one measurement to another
 * @param warnings why the figures should not be relied on, a line each
 */
public record BenchReport(
        int asked,
        ImmutableMap<String, String> settings,
        ImmutableList<Measured> measured,
        ImmutableList<Ratio> ratios,
        ImmutableList<String> warnings)
        implements Report {

    /**
     * One command on one mapping. Times are those of a thread's median pass through all of its pages, in nanoseconds.
     *
     * @param command its name
     * @param mapping the size of what one entry maps
     * @param covered pages that a thread's calls took in one pass
     * @param calls they took
     * @param grabs how often the fast path added to a count in one pass
     * @param getPerPage time to take a page
     * @param getPerCall time of a call that takes
     * @param getSpread half of the distance between the quarter points of all passes, as a part of the time; empty if there
     *     are too few
     * @param putPerPage time to release a page
     * @param putPerCall time to release what a call took
     * @param putSpread as {@code getSpread}
     * @param pagesPerSecond taken and released, by all threads together
     */
    public record Measured(
            String command,
            String mapping,
            int covered,
            int calls,
            long grabs,
            double getPerPage,
            double getPerCall,
            Optional<Double> getSpread,
            double putPerPage,
            double putPerCall,
            Optional<Double> putSpread,
            double pagesPerSecond) {}

    /**
     * How many times as long one takes as the other, for each page.
     *
     * @param what {@code PIN_FAST : GUP_FAST}
     * @param mapping of both, or of each
     * @param aim what it should be, if something was aimed at
     */
    public record Ratio(String what, String mapping, double get, double put, Optional<String> aim) {}

    @Override
    public String verb() {
        return "bench";
    }

    /** Figures are neither right nor wrong; what was not measured is missing. */
    @Override
    public Judgement judgement() {
        return measured.size() == asked && asked > 0 ? Judgement.HELD : Judgement.INCONCLUSIVE;
    }
}
