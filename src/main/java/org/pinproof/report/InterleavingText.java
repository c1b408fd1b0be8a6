package org.pinproof.report;

import com.github.freva.asciitable.ColumnData;
import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.pinproof.report.Interleaving.Change;
import org.pinproof.report.Interleaving.Step;

/** An execution as a table: time goes down, one column per task, and beside it what each step changed. */
final class InterleavingText {
    private static final int MOST_CHANGES = 6;

    private InterleavingText() {}

    static void write(Page page, Interleaving execution) {
        if (execution.omitted() > 0) {
            page.line("  (" + execution.omitted() + " earlier steps are left out)");
        }
        ImmutableList.Builder<ColumnData<Step>> columns = ImmutableList.builder();
        columns.add(Page.numbers("step", step -> Long.toString(step.number())));
        for (String task : execution.tasks()) {
            columns.add(Page.column(task, step -> step.task().equals(task) ? Shown.cell(step.action()) : ""));
        }
        columns.add(Page.column("changes", InterleavingText::changes));
        if (execution.steps().stream().anyMatch(step -> step.source().isPresent())) {
            columns.add(Page.column("code", step -> step.source().orElse("")));
        }
        page.table(execution.steps(), columns.build());
    }

    private static String changes(Step step) {
        int more = step.changes().size() - MOST_CHANGES;
        return step.changes().stream()
                        .limit(MOST_CHANGES)
                        .map(InterleavingText::change)
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String change(Change change) {
        return Shown.cell(change.place()) + " " + Shown.cell(change.before()) + "→" + Shown.cell(change.after());
    }
}
