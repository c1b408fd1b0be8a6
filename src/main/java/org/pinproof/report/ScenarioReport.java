package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What can be explored: the scenarios with their questions, the code with a bug, and the litmus programs.
 *
 * @param mutants of all specifications
 * @param mutantsOf the same by the specification whose scenarios they can be planted in
 * @param policies those that a scenario with a policy can be run under
 */
public record ScenarioReport(
        ImmutableList<Scenario> scenarios,
        ImmutableList<String> mutants,
        ImmutableMap<String, ImmutableList<String>> mutantsOf,
        ImmutableList<String> policies,
        ImmutableList<String> litmus)
        implements Report {

    /**
     * A scenario that has a name.
     *
     * @param breaks the invariant that it has to break, if it is a misuse
     * @param specification the module it is held against
     */
    public record Scenario(
            String name, String question, Optional<String> breaks, String script, String specification) {}

    @Override
    public String verb() {
        return "explore";
    }

    @Override
    public Judgement judgement() {
        return Judgement.HELD;
    }
}
