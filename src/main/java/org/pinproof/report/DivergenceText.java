package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.Collectors;
import org.pinproof.report.DivergenceReport.Place;

/** A divergence as text: where, what differs, what would have been allowed, and why this was not. */
final class DivergenceText {
    private static final int MOST_DIFFERENCES = 12;
    private static final int MOST_ENABLED = 12;

    private DivergenceText() {}

    static void write(Page page, DivergenceReport divergence) {
        boolean driven = divergence.instead().isPresent() || !divergence.path().isEmpty();
        page.line("DIVERGES: " + divergence.kind() + " at step " + divergence.step());
        page.gap();
        page.fact("matched", matched(divergence));
        divergence.task().ifPresent(task -> page.fact("thread", task));
        divergence.action().ifPresent(action -> page.fact(driven ? "wanted" : "step", action));
        divergence.instead().ifPresent(instead -> page.fact("the code", instead));
        divergence.source().ifPresent(source -> page.fact("code", source));
        differences(page, divergence);
        refusal(page, divergence);
        if (!divergence.path().isEmpty()) {
            page.fact("after", String.join(", ", divergence.path()));
        }
    }

    private static String matched(DivergenceReport divergence) {
        String prefix = divergence.matched() == 1 ? "1 step" : divergence.matched() + " steps";
        return divergence.total().isPresent()
                ? divergence.matched() + " of " + divergence.total().getAsLong() + " steps"
                : "the first " + prefix;
    }

    private static void differences(Page page, DivergenceReport divergence) {
        if (divergence.differences().isEmpty()) {
            return;
        }
        page.gap();
        page.table(
                divergence.differences().stream().limit(MOST_DIFFERENCES).toList(),
                ImmutableList.of(
                        Page.column("variable", (Place p) -> Shown.cell(p.place())),
                        Page.column("expected", p -> Shown.cell(p.expected())),
                        Page.column("actual", p -> Shown.cell(p.actual()))));
        int more = divergence.differences().size() - MOST_DIFFERENCES;
        if (more > 0) {
            page.line("  and " + more + " more; --json has all");
        }
        page.gap();
    }

    private static void refusal(Page page, DivergenceReport divergence) {
        divergence.nearest().ifPresent(nearest -> page.fact("nearest", nearest));
        divergence
                .falseConjunct()
                .ifPresent(conjunct ->
                        page.fact("not enabled", conjunct.text() + "   is false (" + conjunct.place() + ")"));
        divergence.missing().ifPresent(missing -> page.fact("missing", missing + " before it"));
        enabled(page, divergence);
    }

    /** The diverging task's own first: they are what it should have done. */
    private static void enabled(Page page, DivergenceReport divergence) {
        if (divergence.enabled().isEmpty()) {
            return;
        }
        String own = divergence.task().map(task -> "t=\"" + task + "\"").orElse("");
        List<String> mine =
                divergence.enabled().stream().filter(call -> call.contains(own)).toList();
        int others = divergence.enabled().size() - mine.size();
        int more = Math.max(0, mine.size() - MOST_ENABLED);
        page.fact(
                "enabled there",
                (mine.isEmpty() ? "nothing of " + divergence.task().orElse("") : "")
                        + mine.stream().limit(MOST_ENABLED).collect(Collectors.joining(", "))
                        + (more > 0 ? " and " + more + " more" : "")
                        + (others > 0 ? "; of other threads " + others : ""));
    }
}
