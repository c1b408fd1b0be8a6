package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.report.VerifyReport.ModuleTime;
import org.pinproof.report.VerifyReport.Part;

/** What the whole verification found: one table, and below it what did not hold. */
final class VerifyText {
    private static final int WIDEST_NAME = 60;

    /** One line of the table. */
    private record Line(String what, String name, String howMuch, String verdict) {}

    private VerifyText() {}

    static void write(Page page, VerifyReport report) {
        List<Line> lines = report.listing()
                ? report.items().stream().map(VerifyText::line).toList()
                : Arrays.stream(Part.values())
                        .map(part -> report.items().stream()
                                .filter(item -> item.part() == part)
                                .toList())
                        .filter(items -> !items.isEmpty())
                        .map(items -> line(items, report.items().size() == report.asked()))
                        .toList();
        page.table(
                lines,
                ImmutableList.of(
                        Page.column("what", Line::what),
                        Page.column(report.listing() ? "which" : "items", Line::name),
                        Page.column("how much", Line::howMuch),
                        Page.column("verdict", Line::verdict)));
        times(page, report);
        report.items().stream()
                .filter(item -> item.judgement() != Judgement.HELD)
                .forEach(item -> wrong(page, item));
        if (report.items().size() < report.asked()) {
            page.gap()
                    .line("interrupted: " + report.items().size() + " of " + report.asked() + " items were looked at");
        }
        page.gap().line(summary(report));
    }

    private static void times(Page page, VerifyReport report) {
        page.gap()
                .table(
                        report.modules(),
                        ImmutableList.of(
                                Page.column("specification", ModuleTime::module),
                                Page.numbers("items", time -> String.format("%,d", time.items())),
                                Page.numbers("took", time -> String.format("%,.0f s", time.seconds())),
                                Page.numbers(
                                        "at most",
                                        time -> time.budget()
                                                .map(limit -> String.format("%,.0f s", limit))
                                                .orElse("any")),
                                Page.numbers("not begun", time -> String.format("%,d", time.notBegun()))));
    }

    private static Line line(Item item) {
        return new Line(
                item.part().title(),
                Shown.abbreviated(Shown.escaped(item.name()), WIDEST_NAME),
                howMuch(item.counts()),
                (item.judgement() == Judgement.HELD ? "" : item.judgement() + " ") + Shown.escaped(item.verdict()));
    }

    private static Line line(List<Item> items, boolean whole) {
        Part part = items.get(0).part();
        Map<String, Long> sums = new LinkedHashMap<>();
        items.forEach(item -> item.counts().forEach((unit, count) -> sums.merge(unit, count, Long::sum)));
        long held = held(items);
        return new Line(
                part.title(),
                items.size() == 1 ? items.get(0).name() : Integer.toString(items.size()),
                howMuch(sums),
                held == items.size()
                        ? (part == Part.SAMPLE ? samples(sums) : whole ? "all " : "so far ") + part.good()
                        : "NOT ALL: " + held + " of " + items.size() + " " + part.good());
    }

    /** What was sampled is counted, never called all. */
    private static String samples(Map<String, Long> sums) {
        return String.format("%,d of %<,d ", sums.get("interleavings"));
    }

    private static String howMuch(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> String.format("%,d %s", entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static void wrong(Page page, Item item) {
        page.gap().line(item.judgement() + " " + item.part().title() + ": " + Shown.escaped(item.name()));
        page.line("  " + Shown.escaped(item.verdict()));
        item.details().forEach(line -> page.line("  " + Shown.escaped(line)));
    }

    private static long held(List<Item> items) {
        return items.stream().filter(item -> item.judgement() == Judgement.HELD).count();
    }

    private static String summary(VerifyReport report) {
        return String.format(
                "%s: %d of %d held, in %.0f s",
                report.judgement(), held(report.items()), report.asked(), report.seconds());
    }
}
