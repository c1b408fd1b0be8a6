package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Counts;
import org.pinproof.explore.Result;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.sched.Watchdog;

/** The interleavings of the code, each step held against the specification: all of short scripts, some of long ones. */
final class ExplorationItems {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_STATES = 2_000_000;
    private static final long SAMPLES = 100;
    private static final long RUNS = 2 * SAMPLES;
    private static final long SEED = 1;

    /** So many seeds each scenario is looked at with besides: the samplers must not find what is not there either. */
    private static final long SEEDS = 10;

    /** Of each member of the portfolio one. */
    private static final long RUNS_OF_A_SEED = 6;

    private static final long WEIGHT = 20_000;

    private ExplorationItems() {}

    static List<VerifyItem> exhaustive(OpenSpecs specs, BooleanSupplier stop) {
        ConformingExploration.Plan plan =
                new ConformingExploration.Plan(ConformingExploration.STATEFUL, SEED, MOST_STATES, false);
        return Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.scenarios().stream()
                        .map(scenario -> new VerifyItem(
                                scenario.breaks().isPresent() ? Part.MISUSE : Part.EXPLORATION,
                                scenario.name(),
                                Optional.of(rung.module()),
                                WEIGHT,
                                listener -> specs.use(
                                        rung,
                                        rung.constants(scenario.script()),
                                        spec -> new Watchdog(PATIENCE)
                                                .watch(heartbeat -> looked(
                                                        scenario,
                                                        new ConformingExploration(
                                                                scenario.script(), spec, heartbeat, stop),
                                                        plan))))))
                .toList();
    }

    /** Each run twice: samples are also where a walker that is not deterministic would be noticed. */
    static List<VerifyItem> sampled(OpenSpecs specs, BooleanSupplier stop) {
        ConformingExploration.Plan plan = new ConformingExploration.Plan("portfolio", SEED, RUNS, true);
        return Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.samples().stream()
                        .map(script -> new VerifyItem(
                                Part.SAMPLE,
                                script,
                                Optional.of(rung.module()),
                                8 * WEIGHT,
                                listener -> sampled(explore(specs, script, plan, stop)))))
                .toList();
    }

    static ConformingExploration.Outcome explore(
            OpenSpecs specs, String script, ConformingExploration.Plan plan, BooleanSupplier stop) {
        Rung rung = Rungs.ALL.ofScript(script);
        return specs.use(
                rung,
                rung.constants(script),
                spec -> new Watchdog(PATIENCE)
                        .watch(heartbeat -> new ConformingExploration(script, spec, heartbeat, stop).run(plan)));
    }

    private static Finding looked(
            Scenario scenario, ConformingExploration exploration, ConformingExploration.Plan plan) {
        Finding all = exhaustive(scenario, exploration.run(plan));
        return scenario.breaks().isEmpty() && all.judgement() == Judgement.HELD ? seeded(exploration, all) : all;
    }

    /** What held in every interleaving holds in those that the samplers choose, or a sampler or the search is wrong. */
    static Finding seeded(ConformingExploration exploration, Finding all) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Finding found = sampled(
                    exploration.run(new ConformingExploration.Plan("portfolio", seed, RUNS_OF_A_SEED, false)),
                    RUNS_OF_A_SEED);
            if (found.judgement() != Judgement.HELD) {
                return found;
            }
        }
        return new Finding(
                ImmutableMap.<String, Long>builder()
                        .putAll(all.counts())
                        .put("seeded interleavings", SEEDS * RUNS_OF_A_SEED)
                        .buildOrThrow(),
                all.verdict(),
                all.details(),
                all.judgement());
    }

    static Finding exhaustive(Scenario scenario, ConformingExploration.Outcome outcome) {
        ImmutableMap<String, Long> counts =
                ImmutableMap.of("states", outcome.result().counts().states(), "steps", outcome.steps());
        Verdict verdict = outcome.verdict();
        Finding found = Finding.of(counts, VerdictReport.of(verdict, Optional.empty()), Judgement.of(verdict));
        return scenario.breaks()
                .map(invariant -> misuse(scenario, invariant, verdict, found))
                .orElse(found);
    }

    /** What is wrong is what is wanted here, so what conforms has failed. */
    private static Finding misuse(Scenario scenario, String invariant, Verdict verdict, Finding found) {
        if (scenario.isMetBy(verdict)) {
            return new Finding(
                    found.counts(), "breaks " + invariant + ", as it must", ImmutableList.of(), Judgement.HELD);
        }
        boolean undecided = verdict instanceof Verdict.Inconclusive || verdict instanceof Verdict.Failed;
        return new Finding(
                found.counts(),
                "does not break " + invariant,
                ImmutableList.<String>builder()
                        .add("its shortest bad execution should break " + invariant
                                + ", with every step one of the specification's; found " + found.verdict()
                                + "; see: explore " + scenario.name())
                        .addAll(found.details())
                        .build(),
                undecided ? found.judgement() : Judgement.FAILED);
    }

    private static Finding sampled(ConformingExploration.Outcome outcome) {
        return sampled(outcome, RUNS);
    }

    /** To run its samples is all that a sampled item is for: it has held if each of them ran to its end and conforms. */
    private static Finding sampled(ConformingExploration.Outcome outcome, long runs) {
        Counts counts = outcome.result().counts();
        ImmutableMap<String, Long> howMuch =
                ImmutableMap.of("interleavings", counts.executions() / 2, "steps", outcome.steps());
        if (outcome.result() instanceof Result.Bounded && counts.executions() == runs && counts.complete() == runs) {
            return new Finding(
                    howMuch,
                    String.format("%,d of %<,d conform, each run twice", runs / 2),
                    ImmutableList.of(),
                    Judgement.HELD);
        }
        return Finding.of(
                howMuch, VerdictReport.of(outcome.verdict(), Optional.empty()), Judgement.of(outcome.verdict()));
    }
}
