package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.ConformingExploration.Outcome;
import org.pinproof.conform.ConformingExploration.Plan;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Counts;
import org.pinproof.explore.Result;
import org.pinproof.report.Judgement;
import org.pinproof.sched.Heartbeat;

/** A scenario that misuses the code has to break what it is said to break, and nothing else will do. */
class ExplorationItemsTest {
    private static final String MUTANT = "order0/1/1/pin(0,1)|clean(0)~A19-no-recheck";
    private static final Scenario MISUSE = Scenario.breaking("misuse", MUTANT, "Is it seen?", "NoFalseNegativeChecked");

    private static Finding found(Scenario scenario, Verdict verdict) {
        Result result = new Result.Bounded("", new Counts(1, 1, 9, 5, 0, 9));
        return ExplorationItems.exhaustive(scenario, new Outcome(result, 9, verdict));
    }

    private static Finding explored(Scenario scenario) {
        try (OpenSpecs specs = new OpenSpecs(Path.of("spec"))) {
            Plan plan = new Plan("stateful", 1, 100_000, false);
            return ExplorationItems.exhaustive(
                    scenario, ExplorationItems.explore(specs, scenario.script(), plan, () -> false));
        }
    }

    private static Verdict violates(String invariant) {
        return new Verdict.Violates(invariant, 3, Optional.empty(), "explore --schedule 'x'");
    }

    @Test
    void the_violation_is_what_is_wanted() {
        Finding finding = found(MISUSE, violates("NoFalseNegativeChecked"));
        assertEquals(Judgement.HELD, finding.judgement());
        assertEquals("breaks NoFalseNegativeChecked, as it must", finding.verdict());
        assertEquals(ImmutableList.of(), finding.details());
    }

    @Test
    void nothing_wrong_is_a_failure() {
        Finding finding =
                explored(Scenario.breaking("misuse", "order0/1/1/pin(0,1)|clean(0)", "?", "NoFalseNegativeChecked"));
        assertEquals(Judgement.FAILED, finding.judgement());
        assertEquals("does not break NoFalseNegativeChecked", finding.verdict());
        assertEquals(
                "its shortest bad execution should break NoFalseNegativeChecked, with every step one of the"
                        + " specification's; found CONFORMS; see: explore misuse",
                finding.details().get(0));
    }

    @Test
    void another_violation_is_a_failure() {
        Finding finding = found(MISUSE, violates("NoLeak"));
        assertEquals(Judgement.FAILED, finding.judgement());
        assertTrue(finding.details().get(0).contains("; found VIOLATES: NoLeak"), finding.details()::toString);
    }

    @Test
    void a_step_that_is_not_the_specifications_is_a_failure() {
        Finding finding = explored(MISUSE);
        assertEquals(Judgement.FAILED, finding.judgement());
        assertTrue(
                finding.details().get(0).contains("; found DIVERGES: wrong state at step "),
                finding.details()::toString);
    }

    @Test
    void an_exploration_that_was_cut_has_decided_nothing() {
        assertEquals(
                Judgement.INCONCLUSIVE,
                found(MISUSE, new Verdict.Inconclusive("the limit")).judgement());
        assertEquals(
                Judgement.ERROR, found(MISUSE, new Verdict.Failed("no steps")).judgement());
    }

    /** Every state conforms is what is claimed here, of code that does not. */
    private static Finding seeded(String script) {
        try (OpenSpecs specs = new OpenSpecs(Path.of("spec"))) {
            Rung rung = Rungs.ALL.ofScript(script);
            Finding all = new Finding(ImmutableMap.of("states", 9L), "CONFORMS", ImmutableList.of(), Judgement.HELD);
            return specs.use(
                    rung,
                    rung.constants(script),
                    spec -> ExplorationItems.seeded(new ConformingExploration(script, spec, new Heartbeat()), all));
        }
    }

    @Test
    void a_scenario_that_holds_is_shown_to_the_samplers_with_ten_seeds() {
        Finding finding = seeded("order0/1/1/pin(0,1)|clean(0)");
        assertEquals(Judgement.HELD, finding.judgement());
        assertEquals(ImmutableMap.of("states", 9L, "seeded interleavings", 60L), finding.counts());
    }

    @Test
    void what_a_sampler_finds_wrong_is_a_failure_whatever_the_search_said() {
        assertEquals(Judgement.FAILED, seeded(MUTANT).judgement());
    }

    @Test
    void where_nothing_may_be_wrong_a_violation_is_a_failure() {
        Scenario scenario = Scenario.conforming("good", MUTANT, "?");
        assertEquals(Judgement.FAILED, found(scenario, violates("NoLeak")).judgement());
        assertEquals(Judgement.HELD, found(scenario, new Verdict.Conforms(9)).judgement());
    }
}
