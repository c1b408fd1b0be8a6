package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import org.pinproof.museum.Ledger;

/** The ledger as a table for each specification. */
final class LedgerText {
    private static final int MOST_NAMED = 6;

    private LedgerText() {}

    static void write(Page page, LedgerReport report) {
        for (Ledger.Section section : report.sections()) {
            page.line(section.specification());
            page.gap();
            page.table(
                    section.lines(),
                    ImmutableList.of(
                            Page.column("property", Ledger.Line::property),
                            Page.numbers(
                                    "kills",
                                    line -> Integer.toString(line.kills().size())),
                            Page.numbers(
                                    "alone",
                                    line -> Integer.toString(line.alone().size())),
                            Page.column("mutants that break nothing else", LedgerText::alone)));
            page.gap();
            section.lines().stream()
                    .filter(line -> line.kills().isEmpty())
                    .forEach(line -> page.line("  " + line.property() + " kills nothing"));
            if (!section.idle().isEmpty()) {
                page.line("  on no way to a violation: " + String.join(", ", section.idle()));
            }
            page.gap();
        }
    }

    private static String alone(Ledger.Line line) {
        ImmutableList<String> slugs = line.alone().asList();
        return slugs.size() <= MOST_NAMED
                ? String.join(", ", slugs)
                : String.join(", ", slugs.subList(0, MOST_NAMED)) + ", and " + (slugs.size() - MOST_NAMED) + " more";
    }
}
