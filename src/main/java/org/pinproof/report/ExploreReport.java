package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What exploring one scenario found.
 *
 * @param scenario as it was asked for
 * @param question what the scenario asks, if it is one with a name
 * @param script the script, or the litmus program's name
 * @param strategy what chose the interleavings: stateful, a strategy's name, or schedule
 * @param seed of a strategy that samples
 * @param conformance whether every step was held against the specification
 * @param specification the module that the steps were held against
 * @param covered what was covered, in words
 * @param interleavings how many executions there are, if all of them were covered and could be counted
 * @param held the specification's invariants, if they hold in everything that is covered
 * @param executions executions run; 0 for the stateful search
 * @param states distinct states; 0 unless the search keeps them
 * @param steps steps taken; of the stateful search, transitions
 * @param depth steps of the longest execution
 * @param recorded the trace file that was written
 */
public record ExploreReport(
        String scenario,
        Optional<String> question,
        String script,
        String strategy,
        OptionalLong seed,
        boolean conformance,
        Optional<String> specification,
        String covered,
        Optional<BigInteger> interleavings,
        ImmutableList<String> held,
        long executions,
        long states,
        long steps,
        int depth,
        VerdictReport verdict,
        Optional<String> recorded,
        Judgement judgement)
        implements Report {
    @Override
    public String verb() {
        return "explore";
    }
}
