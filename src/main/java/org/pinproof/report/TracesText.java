package org.pinproof.report;

import com.github.freva.asciitable.ColumnData;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/** Trace files: as a table, and one described. */
final class TracesText {
    private static final String NOT_ASKED = "not asked here: `conform` asks the specification";

    private TracesText() {}

    static void write(Page page, TracesReport report) {
        if (report.traces().size() == 1 && !report.verb().equals("traces")) {
            one(page, report.traces().get(0));
        } else {
            table(page, report);
        }
        if (report.traces().size() < report.asked()) {
            page.gap()
                    .line("interrupted: " + report.traces().size() + " of " + report.asked()
                            + " traces were looked at");
        }
    }

    private static void table(Page page, TracesReport report) {
        boolean checked = report.traces().stream().anyMatch(t -> t.verdict().isPresent());
        ImmutableList.Builder<ColumnData<TraceResult>> columns = ImmutableList.builder();
        columns.add(Page.column("file", (TraceResult t) -> Shown.escaped(t.file())));
        columns.add(Page.column("format", t -> t.format().orElse("")));
        columns.add(Page.numbers("events", TracesText::events));
        columns.add(Page.column("scenario", t -> Shown.cell(t.scenario().orElse(""))));
        columns.add(Page.column("claims", t -> t.claimed().orElse("")));
        if (checked) {
            columns.add(Page.column("verdict", TracesText::verdict));
        }
        page.table(report.traces(), columns.build());
        page.gap();
        List<TraceResult> wrong = report.traces().stream()
                .filter(t -> t.judgement() != Judgement.HELD)
                .toList();
        for (TraceResult trace : wrong) {
            one(page, trace);
            page.gap();
        }
        page.line(
                !checked
                        ? report.traces().size() + " traces"
                        : report.traces().size() - wrong.size() + " of "
                                + report.asked() + " traces "
                                + (report.expecting() ? "are what they say" : "conform"));
    }

    private static void one(Page page, TraceResult trace) {
        page.line(Shown.escaped(trace.file())
                + trace.description().map(d -> ": " + Shown.escaped(d)).orElse(""));
        trace.scenario().ifPresent(scenario -> page.fact("scenario", Shown.escaped(scenario)));
        trace.claimed().ifPresent(claim -> page.fact("claims", claim));
        if (trace.claimed().isPresent() && trace.verdict().isPresent()) {
            page.fact(
                    "as claimed", trace.asClaimed().map(as -> as ? "yes" : "NO").orElse(NOT_ASKED));
        }
        page.gap();
        trace.verdict().ifPresent(verdict -> {
            if (verdict.steps().isPresent()) {
                page.line(String.format("CONFORMS: %,d steps", verdict.steps().getAsLong()));
            } else {
                VerdictText.write(page, verdict);
            }
        });
    }

    private static String events(TraceResult trace) {
        return trace.events().isPresent() ? String.format("%,d", trace.events().getAsLong()) : "";
    }

    private static String verdict(TraceResult trace) {
        String mark = trace.asClaimed()
                .map(as -> as ? ", as it says" : ", NOT as it says")
                .orElse("");
        return trace.verdict().map(v -> Shown.cell(v.summary()) + mark).orElse("");
    }

    static void write(Page page, TraceDescription described) {
        TraceResult trace = described.trace();
        page.line(Shown.escaped(trace.file())
                + trace.description().map(d -> ": " + Shown.escaped(d)).orElse(""));
        trace.format().ifPresent(format -> page.fact("format", format));
        page.fact("specification", Shown.escaped(described.spec()));
        described.constants().forEach((name, value) -> page.fact("  " + Shown.escaped(name), value));
        fact(page, "scenario", trace.scenario());
        if (described.seed().isPresent()) {
            page.fact("seed", Long.toString(described.seed().getAsLong()));
        }
        fact(page, "schedule", described.schedule());
        fact(page, "claims", trace.claimed());
        page.fact("events", events(trace));
        page.gap();
        InterleavingText.write(page, described.events());
    }

    private static void fact(Page page, String label, Optional<String> value) {
        value.ifPresent(text -> page.fact(label, Shown.escaped(text)));
    }
}
