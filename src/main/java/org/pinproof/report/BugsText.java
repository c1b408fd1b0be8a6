package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Measuring;
import org.pinproof.report.BugsReport.Row;

/** The bugs as a table. */
final class BugsText {
    private BugsText() {}

    static void write(Page page, BugsReport report) {
        page.table(
                report.bugs(),
                ImmutableList.of(
                        Page.column("bug", Row::slug),
                        Page.column(
                                "year", row -> row.year().map(Object::toString).orElse("")),
                        Page.column("whose", Row::nature),
                        Page.column("reference", row -> Shown.cell(row.from())),
                        Page.column("what it is", row -> Shown.escaped(row.title())),
                        Page.column("caught by", row -> row.property().orElse("")),
                        Page.numbers("TLC s", row -> FiguresText.seconds(row.figures())),
                        Page.numbers("states", row -> FiguresText.states(row.figures())),
                        Page.numbers("depth", row -> FiguresText.depth(row.figures())),
                        Page.numbers("random", row -> FiguresText.found(row.figures(), Figures.Code::random)),
                        Page.numbers("pct", row -> FiguresText.found(row.figures(), Figures.Code::pct)),
                        Page.numbers("dpor", row -> FiguresText.found(row.figures(), Figures.Code::dpor)),
                        Page.numbers("steps", row -> FiguresText.steps(row.figures()))));
        page.gap();
        page.line("random, pct, dpor: executions of the code until the bug shows, the median of " + Measuring.SEEDS
                + " seeds; steps: of the" + " schedule that is left of one of them when it is shrunk.");
        page.line("`bugs BUG` tells the story of one.");
        page.gap().line("Not to be had here:");
        page.gap();
        outside(page, report);
        faults(page, report.faults());
        page.gap().line(report.bugs().size() + " bugs, each planted in a specification and in the code");
    }

    private static void outside(Page page, BugsReport report) {
        page.table(
                report.outside(),
                ImmutableList.of(
                        Page.column("bug", BugsReport.Outside::slug),
                        Page.column("whose", BugsReport.Outside::nature),
                        Page.column("what it is", row -> Shown.escaped(row.title())),
                        Page.column("why not here", row -> Shown.escaped(row.why()))));
    }

    private static void faults(Page page, ImmutableList<String> faults) {
        if (!faults.isEmpty()) {
            page.gap();
            faults.forEach(fault -> page.line(Shown.escaped(fault)));
        }
    }
}
