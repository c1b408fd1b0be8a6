package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.pinproof.report.BenchReport.Measured;
import org.pinproof.report.BenchReport.Ratio;

/** Measured times as two tables, and what is to be said against them. */
final class BenchText {
    private BenchText() {}

    static void write(Page page, BenchReport report) {
        report.settings().forEach(page::fact);
        page.gap()
                .table(
                        report.measured(),
                        ImmutableList.of(
                                Page.column("command", Measured::command),
                                Page.column("mapped", Measured::mapping),
                                Page.numbers("pages", m -> String.format("%,d", m.covered())),
                                Page.numbers("calls", m -> String.format("%,d", m.calls())),
                                Page.numbers("grabs", m -> String.format("%,d", m.grabs())),
                                Page.numbers("get ns/page", m -> time(m.getPerPage(), m.getSpread())),
                                Page.numbers("get ns/call", m -> String.format("%,.0f", m.getPerCall())),
                                Page.numbers("put ns/page", m -> time(m.putPerPage(), m.putSpread())),
                                Page.numbers("put ns/call", m -> String.format("%,.0f", m.putPerCall())),
                                Page.numbers("M pages/s", m -> String.format("%,.1f", m.pagesPerSecond() / 1e6))));
        page.gap()
                .table(
                        report.ratios(),
                        ImmutableList.of(
                                Page.column("ratio", Ratio::what),
                                Page.column("mapped", Ratio::mapping),
                                Page.numbers("get", ratio -> String.format("%.2f", ratio.get())),
                                Page.numbers("put", ratio -> String.format("%.2f", ratio.put())),
                                Page.column("aim (get)", ratio -> ratio.aim().orElse(""))));
        if (!report.warnings().isEmpty()) {
            page.gap();
            report.warnings().forEach(warning -> page.line("warning: " + warning));
        }
        if (report.measured().size() < report.asked()) {
            page.gap().line("interrupted: " + report.measured().size() + " of " + report.asked() + " were measured");
        }
    }

    private static String time(double nanoseconds, Optional<Double> spread) {
        return String.format("%,.2f", nanoseconds)
                + spread.map(part -> String.format(" ± %.0f %%", 100 * part)).orElse("");
    }
}
