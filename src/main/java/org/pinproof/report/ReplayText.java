package org.pinproof.report;

/** What a replay of a whole graph found. */
final class ReplayText {
    private ReplayText() {}

    static void write(Page page, ReplayReport report) {
        page.line(report.cfg() + ": every edge of the specification's graph, driven through the Java code");
        if (!report.mutant().equals("none")) {
            page.fact("mutant", report.mutant());
        }
        page.fact("states", String.format("%,d", report.states()));
        page.fact("edges", edges(report));
        page.gap();
        if (report.judgement() == Judgement.HELD) {
            page.line("CONFORMS: the code follows the specification along every edge");
        } else {
            VerdictText.write(page, report.verdict());
        }
    }

    private static String edges(ReplayReport report) {
        double percent = report.edges() == 0 ? 0 : 100.0 * report.covered() / report.edges();
        return String.format("%,d of %,d covered, %.1f %%", report.covered(), report.edges(), percent);
    }
}
