package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.sched.Machine;
import org.pinproof.trace.Value;

/**
 * All code with a planted bug: some scenario has to tell it from the specification, and without the specification it has
 * to break what it is said to break, or what is green elsewhere means little.
 */
final class MutantItems {
    private static final long MOST_STATES = 200_000;
    /** Most states of a scenario in each round of a hunt: most bugs are seen soon, in the right scenario. */
    private static final ImmutableList<Long> ROUNDS = ImmutableList.of(2_000L, MOST_STATES);

    private static final long WEIGHT = 15_000;

    /**
     * What one of the two hunts came to.
     *
     * @param steps how many it took
     * @param caught by what, if it was
     */
    record Hunt(long steps, Optional<String> caught) {}

    private MutantItems() {}

    static List<VerifyItem> of(OpenSpecs specs, BooleanSupplier stop) {
        List<VerifyItem> items = new ArrayList<>();
        for (Rung rung : Rungs.ALL.inOrder()) {
            for (CodeMutant mutant : rung.mutants()) {
                items.add(new VerifyItem(
                        Part.CODE_MUTANT,
                        mutant.slug(),
                        Optional.of(rung.module()),
                        WEIGHT,
                        listener -> finding(
                                rung, mutant, divergence(specs, rung, mutant, stop), harm(rung, mutant, stop))));
            }
        }
        return items;
    }

    private static Hunt divergence(OpenSpecs specs, Rung rung, CodeMutant mutant, BooleanSupplier stop) {
        long steps = 0;
        for (long mostStates : ROUNDS) {
            Hunt hunt = divergence(specs, rung, mutant, mostStates, stop);
            steps += hunt.steps();
            if (hunt.caught().isPresent()) {
                return new Hunt(steps, hunt.caught());
            }
        }
        return new Hunt(steps, Optional.empty());
    }

    /**
     * {@return the scenarios that can tell the mutant, those of the pages and tasks it does its harm to first} One that breaks
     * something with the correct code can tell none.
     */
    private static ImmutableList<Scenario> nearestFirst(Rung rung, CodeMutant mutant) {
        ImmutableMap<String, Value> near = rung.constants(mutant.script());
        return rung.scenarios().stream()
                .filter(scenario -> scenario.breaks().isEmpty())
                .sorted(Comparator.comparing(
                        scenario -> !rung.constants(scenario.script()).equals(near)))
                .collect(ImmutableList.toImmutableList());
    }

    private static Hunt divergence(
            OpenSpecs specs, Rung rung, CodeMutant mutant, long mostStates, BooleanSupplier stop) {
        ConformingExploration.Plan plan =
                new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, mostStates, false);
        long steps = 0;
        for (Scenario scenario : nearestFirst(rung, mutant)) {
            String script = rung.planted(scenario.script(), mutant.slug());
            ConformingExploration.Outcome outcome = ExplorationItems.explore(specs, script, plan, stop);
            steps += outcome.steps();
            if (outcome.verdict() instanceof Verdict.Diverges) {
                return new Hunt(
                        steps,
                        Optional.of(VerdictReport.of(outcome.verdict(), Optional.empty())
                                        .summary() + " of " + scenario.name()));
            }
        }
        return new Hunt(steps, Optional.empty());
    }

    /** Nearest first, so that it is the harm of the shortest execution that has to be the named one. */
    private static Hunt harm(Rung rung, CodeMutant mutant, BooleanSupplier stop) {
        Machine machine = new Machine(rung.code(mutant.script()).program());
        Result result = ShortestCounterexample.of(machine, MOST_STATES)
                .stoppingWhen(stop)
                .run();
        boolean done = result instanceof Result.Violated violated && mutant.isHarm(violated.text());
        return new Hunt(result.counts().steps(), done ? Optional.of("breaks " + mutant.invariant()) : Optional.empty());
    }

    static Finding finding(Rung rung, CodeMutant mutant, Hunt divergence, Hunt done) {
        ImmutableMap<String, Long> counts =
                ImmutableMap.of("mutants", 1L, "steps to find", divergence.steps() + done.steps());
        ImmutableList.Builder<String> missing = ImmutableList.builder();
        if (divergence.caught().isEmpty()) {
            missing.add(
                    "no scenario of " + rung.module() + " tells this code from the specification; add one that does");
        }
        if (done.caught().isEmpty()) {
            missing.add("its shortest violation without the specification should break " + mutant.invariant()
                    + ", and does not; see: explore '" + mutant.script() + "' --no-conform");
        }
        String verdict = divergence.caught().orElse("does not diverge") + ", "
                + done.caught().orElse("does not break " + mutant.invariant());
        ImmutableList<String> details = missing.build();
        return new Finding(counts, verdict, details, details.isEmpty() ? Judgement.HELD : Judgement.FAILED);
    }
}
