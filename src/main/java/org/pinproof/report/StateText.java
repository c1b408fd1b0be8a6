package org.pinproof.report;

import com.github.freva.asciitable.ColumnData;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.pinproof.report.Interleaving.Beside;
import org.pinproof.report.Interleaving.Broken;
import org.pinproof.report.Interleaving.Step;

/**
 * An execution as a table with the state beside it: time goes down, one column per task under its calls, then the state after each
 * step, where it is another than before.
 *
 * <p>Steps that change nothing shown share the row of the step before, if they go on with its call; the last step has its own.
 * What is broken stands below.
 */
final class StateText {
    private static final String AND_MORE = "…";

    private StateText() {}

    /** @param task empty in the row of the state that it begins with */
    private record Row(String number, String task, String action, ImmutableList<String> state) {}

    static void write(Page page, Interleaving execution, Beside beside) {
        ImmutableList.Builder<ColumnData<Row>> columns = ImmutableList.builder();
        columns.add(Page.numbers("#", Row::number));
        for (int task = 0; task < execution.tasks().size(); task++) {
            String name = execution.tasks().get(task);
            String header = name + "\n" + String.join("\n", beside.calls().get(task));
            columns.add(Page.column(header, row -> row.task().equals(name) ? Shown.cell(row.action()) : ""));
        }
        for (int column = 0; column < beside.columns().size(); column++) {
            int at = column;
            columns.add(Page.column(beside.columns().get(at), row -> row.state().get(at)));
        }
        page.table(rows(execution, beside), columns.build());
        page.gap();
        for (Broken broken : beside.broken()) {
            page.fact("after " + broken.step(), broken.property());
        }
    }

    private static ImmutableList<Row> rows(Interleaving execution, Beside beside) {
        ImmutableList.Builder<Row> rows = ImmutableList.builder();
        rows.add(new Row("", "", "", beside.first()));
        ImmutableList<String> before = beside.first();
        List<Step> steps = execution.steps();
        for (int at = 0; at < steps.size(); ) {
            int last = at;
            ImmutableList<String> state = beside.moments().get(at).state();
            while (last + 1 < steps.size() && isMoreOf(execution, beside, at, last + 1)) {
                last++;
            }
            Step step = steps.get(at);
            String action = step.action() + (last > at ? AND_MORE : "");
            rows.add(new Row(Long.toString(step.number()), step.task(), action, changes(before, state)));
            before = state;
            at = last + 1;
        }
        return rows.build();
    }

    /** {@return whether this step goes on with the call of the first one, changes nothing shown, and breaks nothing} */
    private static boolean isMoreOf(Interleaving execution, Beside beside, int first, int step) {
        long number = execution.steps().get(step).number();
        return step + 1 < execution.steps().size()
                && beside.broken().stream().noneMatch(broken -> broken.step() == number)
                && execution
                        .steps()
                        .get(step)
                        .task()
                        .equals(execution.steps().get(first).task())
                && !beside.moments().get(step).begins()
                && beside.moments()
                        .get(step)
                        .state()
                        .equals(beside.moments().get(first).state());
    }

    private static ImmutableList<String> changes(ImmutableList<String> before, ImmutableList<String> after) {
        ImmutableList.Builder<String> changes = ImmutableList.builder();
        for (int column = 0; column < after.size(); column++) {
            boolean same = after.get(column).equals(before.get(column));
            changes.add(same ? "" : after.get(column));
        }
        return changes.build();
    }
}
