package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.GupExploration;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScenarios.Scenario;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;

/** Every walker with a planted bug: some scenario has to find it, or what is green elsewhere means little. */
final class MutantItems {
    private static final long MOST_STATES = 200_000;
    private static final long WEIGHT = 15_000;

    private MutantItems() {}

    static List<VerifyItem> of(OpenSpecs specs, BooleanSupplier stop) {
        return Arrays.stream(GupMutant.values())
                .filter(mutant -> mutant != GupMutant.NONE)
                .map(mutant ->
                        new VerifyItem(Part.CODE_MUTANT, mutant.slug(), WEIGHT, listener -> hunt(specs, mutant, stop)))
                .toList();
    }

    private static Finding hunt(OpenSpecs specs, GupMutant mutant, BooleanSupplier stop) {
        GupExploration.Plan plan = new GupExploration.Plan(GupExploration.STATEFUL, 1, MOST_STATES, false);
        long steps = 0;
        for (Scenario scenario : GupScenarios.all().values()) {
            GupExploration.Outcome outcome =
                    ExplorationItems.explore(specs, scenario.script().with(mutant), plan, stop);
            steps += outcome.steps();
            Verdict verdict = outcome.verdict();
            if (verdict instanceof Verdict.Diverges || verdict instanceof Verdict.Violates) {
                return new Finding(
                        ImmutableMap.of("mutants", 1L, "steps to find", steps),
                        "caught by " + scenario.name() + ", "
                                + VerdictReport.of(verdict, Optional.empty()).summary(),
                        ImmutableList.of(),
                        Judgement.HELD);
            }
        }
        return new Finding(
                ImmutableMap.of("mutants", 1L, "steps to find", steps),
                "not caught",
                ImmutableList.of(
                        "no scenario tells this walker from the correct one; add one to GupScenarios that does"),
                Judgement.FAILED);
    }
}
