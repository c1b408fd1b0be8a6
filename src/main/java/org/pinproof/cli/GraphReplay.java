package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import org.pinproof.conform.Replayer;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Verdict;
import org.pinproof.report.Judgement;
import org.pinproof.report.ReplayReport;
import org.pinproof.report.VerdictReport;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.ExpectedGraph;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.tlc.StateGraph;

/**
 * The replay of a cfg's whole graph through the code.
 *
 * @param cfg file name in the specification folder
 * @param mutant the slug of a version of the code
 * @param expected what the graph is held against before it is replayed; empty to replay it whatever it is
 */
record GraphReplay(Path folder, String cfg, String mutant, Optional<ManifestEntry> expected) {
    GraphReplay(Path folder, String cfg, String mutant) {
        this(folder, cfg, mutant, Optional.empty());
    }

    ReplayReport run(ProgressListener listener) {
        String module = new CfgFiles(folder).module(cfg);
        try (CheckedSpec spec = SpecSteppers.open(folder, module, folder.resolve(cfg))) {
            Rung rung = Rungs.ALL.of(spec, cfg);
            rung.requireTheCodes(spec, folder);
            rung.requireMutant(mutant);
            ImmutableList<String> witnesses =
                    expected.map(ManifestEntry::askedWitnesses).orElse(ImmutableList.of());
            StateGraph graph = StateGraph.explore(spec, Limits.standard(), witnesses, listener);
            if (!graph.complete()) {
                Verdict verdict = incomplete(graph);
                return notReplayed(graph, verdict, Judgement.of(verdict));
            }
            ImmutableList<String> differences = expected.map(entry -> ExpectedGraph.differences(entry, spec, graph))
                    .orElse(ImmutableList.of());
            if (!differences.isEmpty()) {
                return notReplayed(graph, new Verdict.Failed(String.join("\n", differences)), Judgement.FAILED);
            }
            Replayer.Coverage coverage = new Replayer(rung, spec, graph, mutant, reproduce()).run();
            Verdict verdict = verdict(coverage);
            return report(coverage, verdict, Judgement.of(verdict));
        }
    }

    private ReplayReport notReplayed(StateGraph graph, Verdict why, Judgement judgement) {
        return report(new Replayer.Coverage(graph.distinct(), graph.edges(), 0, Optional.empty()), why, judgement);
    }

    private String reproduce() {
        return "replay --cfg " + cfg + (mutant.equals(Rung.CORRECT) ? "" : " --mutant " + mutant);
    }

    /** A graph that was cut does not hold every edge, so replaying it could not be called complete. */
    private Verdict incomplete(StateGraph graph) {
        return graph.cut()
                .<Verdict>map(Verdict.Inconclusive::new)
                .orElseGet(() -> new Verdict.Failed(cfg + " violates "
                        + graph.violation().orElseThrow().property()
                        + ", so its graph is not whole; replay a cfg that holds"));
    }

    static Verdict verdict(Replayer.Coverage coverage) {
        if (coverage.divergence().isPresent()) {
            return new Verdict.Diverges(coverage.divergence().get());
        }
        if (coverage.edges() == 0) {
            return new Verdict.Failed("the graph has no edges, so there is nothing to replay");
        }
        return coverage.isComplete()
                ? new Verdict.Conforms(coverage.covered())
                : new Verdict.Failed(String.format(
                        "%,d of %,d edges were driven through the code and none diverged, but all must be driven; this is"
                                + " a bug in Pinproof, report it with the cfg",
                        coverage.covered(), coverage.edges()));
    }

    private ReplayReport report(Replayer.Coverage coverage, Verdict verdict, Judgement judgement) {
        return new ReplayReport(
                cfg,
                mutant,
                coverage.states(),
                coverage.edges(),
                coverage.covered(),
                VerdictReport.of(verdict, Optional.empty()),
                judgement);
    }
}
