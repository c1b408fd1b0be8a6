package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.GupExploration;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScenarios.Scenario;
import org.pinproof.explore.gup.MutantHarm;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.sched.Machine;

/**
 * Every walker with a planted bug: some scenario has to tell it from the specification, and without the specification it has
 * to break what it is said to break, or what is green elsewhere means little.
 */
final class MutantItems {
    private static final long MOST_STATES = 200_000;
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
        return MutantHarm.all().values().stream()
                .map(harm -> new VerifyItem(
                        Part.CODE_MUTANT,
                        harm.mutant().slug(),
                        WEIGHT,
                        listener -> finding(harm, divergence(specs, harm.mutant(), stop), harm(harm, stop))))
                .toList();
    }

    private static Hunt divergence(OpenSpecs specs, GupMutant mutant, BooleanSupplier stop) {
        GupExploration.Plan plan = new GupExploration.Plan(GupExploration.STATEFUL, 1, MOST_STATES, false);
        long steps = 0;
        for (Scenario scenario : GupScenarios.all().values()) {
            GupExploration.Outcome outcome =
                    ExplorationItems.explore(specs, scenario.script().with(mutant), plan, stop);
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
    private static Hunt harm(MutantHarm harm, BooleanSupplier stop) {
        Result result = ShortestCounterexample.of(new Machine(new GupProgram(harm.script())), MOST_STATES)
                .stoppingWhen(stop)
                .run();
        boolean done = result instanceof Result.Violated violated && harm.isIn(violated.text());
        return new Hunt(result.counts().steps(), done ? Optional.of("breaks " + harm.invariant()) : Optional.empty());
    }

    static Finding finding(MutantHarm harm, Hunt divergence, Hunt done) {
        ImmutableMap<String, Long> counts =
                ImmutableMap.of("mutants", 1L, "steps to find", divergence.steps() + done.steps());
        ImmutableList.Builder<String> missing = ImmutableList.builder();
        if (divergence.caught().isEmpty()) {
            missing.add("no scenario tells this walker from the specification; add one to GupScenarios that does");
        }
        if (done.caught().isEmpty()) {
            missing.add("its shortest violation without the specification should break " + harm.invariant()
                    + ", and does not; see: explore '" + harm.script() + "' --no-conform");
        }
        String verdict = divergence.caught().orElse("does not diverge") + ", "
                + done.caught().orElse("does not break " + harm.invariant());
        ImmutableList<String> details = missing.build();
        return new Finding(counts, verdict, details, details.isEmpty() ? Judgement.HELD : Judgement.FAILED);
    }
}
