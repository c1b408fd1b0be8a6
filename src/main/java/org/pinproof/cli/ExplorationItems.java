package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.GupExploration;
import org.pinproof.explore.Counts;
import org.pinproof.explore.Result;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.sched.Watchdog;
import org.pinproof.tlc.CheckedSpec;

/** The interleavings of the code, each step held against the specification: all of short scripts, some of long ones. */
final class ExplorationItems {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MOST_STATES = 2_000_000;
    private static final long SAMPLES = 1_000;
    private static final long RUNS = 2 * SAMPLES;
    private static final long SEED = 1;
    private static final long WEIGHT = 20_000;

    /** Too long to be exhausted: three and four tasks, all layouts, every call. */
    private static final ImmutableList<String> LONG_SCRIPTS = ImmutableList.of(
            "order0/3/2/pin(0,2);unpin(0);unpin(1)|get(0,1);put(0);pin(1,1);unpin(1)|clean(0);clean(1)|zap(0);reuse(0);put(0);map(0,2)",
            "order0/2/1/pin(0,1);unpin(0)|pin(0,1);unpin(0)|get(0,1);put(0)|clean(0);zap(0);reuse(0);put(0);map(0,0)",
            "tails/3/2/pin(0,2);unpin(1);unpin(0)|get(1,1);put(1)|zap(0);zap(1);reuse(0);map(1,1)|clean(1);clean(0)",
            "leaf/3/2/pin(0,2);unpin(0);unpin(1)|get(0,2);put(1);put(0)|clean(1);zap(0);map(0,2)");

    private ExplorationItems() {}

    static List<VerifyItem> exhaustive(OpenSpecs specs, BooleanSupplier stop) {
        GupExploration.Plan plan = new GupExploration.Plan(GupExploration.STATEFUL, SEED, MOST_STATES, false);
        return GupScenarios.all().values().stream()
                .map(scenario -> new VerifyItem(
                        Part.EXPLORATION,
                        scenario.name(),
                        WEIGHT,
                        listener -> exhaustive(explore(specs, scenario.script(), plan, stop))))
                .toList();
    }

    /** Each run twice: samples are also where a walker that is not deterministic would be noticed. */
    static List<VerifyItem> sampled(OpenSpecs specs, BooleanSupplier stop) {
        GupExploration.Plan plan = new GupExploration.Plan("portfolio", SEED, RUNS, true);
        return LONG_SCRIPTS.stream()
                .map(script -> new VerifyItem(
                        Part.SAMPLE,
                        script,
                        8 * WEIGHT,
                        listener -> sampled(explore(specs, GupScript.parse(script), plan, stop))))
                .toList();
    }

    static GupExploration.Outcome explore(
            OpenSpecs specs, GupScript script, GupExploration.Plan plan, BooleanSupplier stop) {
        CheckedSpec spec = specs.of(script);
        return new Watchdog(PATIENCE).watch(heartbeat -> new GupExploration(script, spec, heartbeat, stop).run(plan));
    }

    private static Finding exhaustive(GupExploration.Outcome outcome) {
        return Finding.of(
                ImmutableMap.of("states", outcome.result().counts().states(), "steps", outcome.steps()),
                VerdictReport.of(outcome.verdict(), Optional.empty()),
                Judgement.of(outcome.verdict()));
    }

    /** To run its samples is all that a sampled item is for: it has held if each of them ran to its end and conforms. */
    private static Finding sampled(GupExploration.Outcome outcome) {
        Counts counts = outcome.result().counts();
        ImmutableMap<String, Long> howMuch =
                ImmutableMap.of("interleavings", counts.executions() / 2, "steps", outcome.steps());
        if (outcome.result() instanceof Result.Bounded && counts.executions() == RUNS && counts.complete() == RUNS) {
            return new Finding(
                    howMuch,
                    String.format("%,d of %<,d conform, each run twice", SAMPLES),
                    ImmutableList.of(),
                    Judgement.HELD);
        }
        return Finding.of(
                howMuch, VerdictReport.of(outcome.verdict(), Optional.empty()), Judgement.of(outcome.verdict()));
    }
}
