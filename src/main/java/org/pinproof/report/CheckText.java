package org.pinproof.report;

import com.google.common.collect.ImmutableList;

/** What checking cfgs found, as a table with what is wrong below it. */
final class CheckText {
    private CheckText() {}

    static void write(Page page, CheckReport report) {
        page.table(
                report.cfgs(),
                ImmutableList.of(
                        Page.column("cfg", CfgResult::cfg),
                        Page.column("expected", c -> Shown.cell(c.expected().orElse("(not in the manifest)"))),
                        Page.column("found", c -> Shown.cell(c.found())),
                        Page.numbers("distinct", c -> String.format("%,d", c.distinct())),
                        Page.numbers("generated", c -> String.format("%,d", c.generated())),
                        Page.numbers("depth", c -> Integer.toString(c.depth())),
                        Page.numbers("s", c -> String.format("%.1f", c.seconds()))));
        for (CfgResult cfg : report.cfgs()) {
            if (!cfg.differences().isEmpty()) {
                page.gap().line(cfg.cfg() + cfg.question().map(q -> ": " + q).orElse(""));
                cfg.differences().forEach(line -> page.line("  " + Shown.escaped(line)));
            }
        }
        if (!report.notes().isEmpty()) {
            page.gap();
            report.notes().forEach(page::line);
        }
        long held = report.cfgs().stream()
                .filter(c -> c.judgement() == Judgement.HELD)
                .count();
        if (report.cfgs().size() < report.asked()) {
            page.gap().line("interrupted: " + report.cfgs().size() + " of " + report.asked() + " cfgs were looked at");
        }
        page.gap()
                .line(
                        "Liveness and ASSUME are TLC's word alone; all else is held against an enumeration of our own, where the manifest"
                                + " knows the cfg.");
        page.gap().line(held + " of " + report.asked() + " cfgs are as expected");
    }
}
