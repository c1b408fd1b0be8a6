package org.pinproof.report;

import com.github.freva.asciitable.ColumnData;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.report.Interleaving.Change;
import org.pinproof.report.Interleaving.Step;

/** An execution as a table: time goes down, one column per task, and beside it what each step changed. */
final class InterleavingText {
    private static final int MOST_CHANGES = 6;

    /** What a task alone can see is in the JSON; in the table it would hide what the tasks do to each other. */
    private static final Pattern PRIVATE = Pattern.compile("loc\\[.*");

    private static final Pattern FIELD = Pattern.compile("\\[\"(\\w+)\"]");

    private InterleavingText() {}

    static void write(Page page, Interleaving execution) {
        write(page, execution, -1, "");
    }

    /** Writes the execution with a remark beside one of its steps. */
    static void write(Page page, Interleaving execution, long marked, String remark) {
        if (execution.omitted() > 0) {
            page.line("  (" + execution.omitted() + " earlier steps are left out)");
        }
        if (execution.beside().isPresent()) {
            StateText.write(page, execution, execution.beside().get());
            return;
        }
        ImmutableList.Builder<ColumnData<Step>> columns = ImmutableList.builder();
        columns.add(Page.numbers("step", step -> Long.toString(step.number())));
        for (String task : execution.tasks()) {
            columns.add(Page.column(task, step -> step.task().equals(task) ? Shown.cell(step.action()) : ""));
        }
        columns.add(Page.column("changes", step -> changes(step) + (step.number() == marked ? "   " + remark : "")));
        if (execution.steps().stream().anyMatch(step -> step.source().isPresent())) {
            columns.add(Page.column("code", step -> step.source().orElse("")));
        }
        page.table(execution.steps(), columns.build());
    }

    private static String changes(Step step) {
        List<Change> shared = step.changes().stream()
                .filter(change -> !PRIVATE.matcher(change.place()).matches())
                .toList();
        int more = shared.size() - MOST_CHANGES;
        return shared.stream().limit(MOST_CHANGES).map(InterleavingText::change).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** {@code pte[0]["k"] "page"→"none"} as {@code pte[0].k page→none}: in a table, what is a string is plain. */
    private static String change(Change change) {
        return FIELD.matcher(Shown.cell(change.place())).replaceAll(".$1") + " " + plain(change.before()) + "→"
                + plain(change.after());
    }

    private static String plain(String value) {
        return Shown.cell(CharMatcher.is('"').trimFrom(value));
    }
}
