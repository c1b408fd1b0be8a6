package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.List;
import java.util.stream.Collectors;
import org.pinproof.report.ScenarioReport.Scenario;

/** What exploring found, and what can be explored. */
final class ExploreText {
    private static final int INVARIANTS_A_LINE = 5;
    private static final int MUTANTS_A_LINE = 3;

    private ExploreText() {}

    static void write(Page page, ExploreReport report) {
        page.line(report.question()
                .map(question -> report.scenario() + ": " + question)
                .orElse(report.scenario()));
        if (!report.script().equals(report.scenario())) {
            page.fact("script", report.script());
        }
        page.fact(
                "strategy",
                report.strategy()
                        + (report.seed().isPresent() ? ", seed " + report.seed().getAsLong() : ""));
        page.fact("looked at", lookedAt(report));
        report.recorded().ifPresent(file -> page.fact("recorded", file));
        page.gap();
        if (report.judgement() == Judgement.HELD) {
            page.line((report.conformance() ? "CONFORMS: " : "HOLDS: ")
                    + report.covered()
                    + report.interleavings()
                            .map(number -> String.format(", and so every one of %,d interleavings", number))
                            .orElse(""));
            if (!report.held().isEmpty()) {
                page.gap();
                String label = "holds in all";
                for (List<String> some : Lists.partition(report.held(), INVARIANTS_A_LINE)) {
                    page.fact(label, String.join(", ", some));
                    label = "";
                }
            }
        } else {
            VerdictText.write(page, report.verdict());
        }
    }

    private static String lookedAt(ExploreReport report) {
        String steps = String.format(
                "%,d steps%s, %s",
                report.steps(),
                report.specification()
                        .map(module -> ", each held against " + module)
                        .orElse(""),
                isCutShort(report) ? report.covered() : "longest " + report.depth());
        return report.executions() > 0
                ? String.format("%,d executions, ", report.executions()) + steps
                : String.format("%,d states, ", report.states()) + steps;
    }

    /** A search of states ends at the first thing that is wrong; what is shown is the shortest way, from another one. */
    private static boolean isCutShort(ExploreReport report) {
        return report.executions() == 0 && report.judgement() == Judgement.FAILED;
    }

    static void write(Page page, ScenarioReport report) {
        page.line("Scenarios:");
        page.gap();
        page.table(
                report.scenarios(),
                ImmutableList.of(
                        Page.column("name", Scenario::name),
                        Page.column("breaks", s -> s.breaks().orElse("")),
                        Page.column("question", Scenario::question)));
        page.gap();
        page.line(
                "`explore NAME` runs one, and shows its script; `--json` lists the scripts. What has to break an invariant"
                        + " is a misuse.");
        if (!report.policies().isEmpty()) {
            page.line("--policy NAME runs a scenario of writeback under another policy: "
                    + String.join(", ", report.policies()) + ".");
        }
        report.mutantsOf()
                .forEach((specification, mutants) -> page.line("NAME~MUTANT or SCRIPT~MUTANT"
                        + (report.mutantsOf().size() == 1 ? "" : " of " + specification) + " plants a bug: "
                        + Lists.partition(mutants, MUTANTS_A_LINE).stream()
                                .map(some -> String.join(", ", some))
                                .collect(Collectors.joining(",\n  "))
                        + "."));
        page.line("Litmus programs, which have no specification: " + String.join(", ", report.litmus()) + ".");
    }
}
