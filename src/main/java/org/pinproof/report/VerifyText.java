package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import org.pinproof.report.VerifyReport.Item;

/** What the whole verification found: one table, and below it what did not hold. */
final class VerifyText {
    private VerifyText() {}

    static void write(Page page, VerifyReport report) {
        page.table(
                report.items(),
                ImmutableList.of(
                        Page.column("", Item::what),
                        Page.column("what", Item::name),
                        Page.column("how much", Item::howMuch),
                        Page.column("verdict", item -> mark(item) + Shown.cell(item.verdict()))));
        for (Item item : report.items()) {
            if (!item.details().isEmpty()) {
                page.gap().line(item.what() + " " + item.name() + ":");
                item.details().forEach(line -> page.line("  " + line));
            }
        }
        long held = report.items().stream()
                .filter(item -> item.judgement() == Judgement.HELD)
                .count();
        page.gap()
                .line(String.format(
                        "%s: %d of %d held, in %.0f s", report.judgement(), held, report.asked(), report.seconds()));
    }

    private static String mark(Item item) {
        return item.judgement() == Judgement.HELD ? "" : "NOT HELD  ";
    }
}
