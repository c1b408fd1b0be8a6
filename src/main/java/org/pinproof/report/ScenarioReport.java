package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What can be explored: the scenarios with their questions, the code with a bug, and the litmus programs.
 *
 * @param mutants of all specifications
 * @param mutantsOf the same by the specification whose scenarios they can be planted in
 */
public record ScenarioReport(
        ImmutableList<Scenario> scenarios,
        ImmutableList<String> mutants,
        ImmutableMap<String, ImmutableList<String>> mutantsOf,
        ImmutableList<String> litmus)
        implements Report {

    /**
     * A scenario that has a name.
     *
     * @param specification the module it is held against
     */
    public record Scenario(String name, String question, String script, String specification) {}

    @Override
    public String verb() {
        return "explore";
    }

    @Override
    public Judgement judgement() {
        return Judgement.HELD;
    }
}
