package org.pinproof.museum;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What it took to find one bug, on both sides.
 *
 * @param slug the bug's
 * @param tlc how TLC found it
 * @param code how the explorer found it
 */
@JsonPropertyOrder({"slug", "tlc", "code"})
public record Figures(String slug, Tlc tlc, Code code) {

    /**
     * @param cfg the question
     * @param property what is violated
     * @param seconds of TLC, the only figure here that another run need not find again
     * @param states different ones, up to the violation
     * @param depth levels of the search
     */
    @JsonPropertyOrder({"cfg", "property", "seconds", "states", "depth"})
    public record Tlc(String cfg, String property, double seconds, long states, int depth) {}

    /**
     * @param script with the mutant planted
     * @param random executions until the random walk finds it
     * @param pct executions until PCT of depth 3 does
     * @param dpor executions until the reduced exhaustive search, source-DPOR that starts each time with other tasks, does
     * @param shrunk steps of the schedule that the first find of the random walk shrinks to; of the shortest one if it has none
     */
    @JsonPropertyOrder({"script", "random", "pct", "dpor", "shrunk"})
    public record Code(String script, Found random, Found pct, Found dpor, int shrunk) {}

    /**
     * @param of how many seeds were tried
     * @param found by how many it was found
     * @param median executions until it is, those that do not find it counted as never; null if that is the median: then too many
     *     ended at the bound, or had seen all that they look at
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"of", "found", "median"})
    public record Found(int of, int found, Double median) {}

    /** {@return these figures without what another run need not find again} */
    public Figures reproducible() {
        return new Figures(slug, new Tlc(tlc.cfg(), tlc.property(), 0, tlc.states(), tlc.depth()), code);
    }
}
