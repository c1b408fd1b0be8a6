package org.pinproof.report;

import com.google.common.collect.ImmutableList;

/** What can be explored: the scenarios with their questions, the walkers with a bug, and the litmus programs. */
public record ScenarioReport(
        ImmutableList<Scenario> scenarios, ImmutableList<String> mutants, ImmutableList<String> litmus)
        implements Report {

    /** A scenario that has a name. */
    public record Scenario(String name, String question, String script) {}

    @Override
    public String verb() {
        return "explore";
    }

    @Override
    public Judgement judgement() {
        return Judgement.HELD;
    }
}
