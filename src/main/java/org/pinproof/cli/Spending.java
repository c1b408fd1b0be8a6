package org.pinproof.cli;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.report.VerifyReport.ModuleTime;
import org.pinproof.tlc.ProgressListener;

/**
 * Runs items as long as their specification's budget lasts. What is begun is ended: a budget bounds what is begun, so
 * that no answer is half an answer. Safe for use by several threads.
 */
final class Spending {
    private final Budgets budgets;
    private final Ticker ticker;
    private final Map<String, Spent> spent = new LinkedHashMap<>();

    private static final class Spent {
        private int items;
        private int notBegun;
        private double seconds;
    }

    Spending(Budgets budgets, Ticker ticker) {
        this.budgets = budgets;
        this.ticker = ticker;
    }

    /** {@return what came of the item; inconclusive if there was no time left to begin it} */
    Item run(VerifyItem item, ProgressListener listener) {
        Optional<String> module = item.module();
        if (module.isEmpty()) {
            return item.run(listener, ticker);
        }
        Optional<String> bound = module.flatMap(this::usedUp);
        Item done = bound.map(reason -> item.notBegun(notBegun(reason))).orElseGet(() -> item.run(listener, ticker));
        count(module.get(), done.seconds(), bound.isPresent());
        return done;
    }

    private synchronized Optional<String> usedUp(String module) {
        Double limit = budgets.seconds().get(module);
        Spent so = spent.get(module);
        return limit == null || so == null || so.seconds < limit
                ? Optional.empty()
                : Optional.of(String.format(
                        "the budget of %s, %.0f s, was used up before this began; --budget none lifts it, and a factor, as"
                                + " in --budget 4, stretches it",
                        module, limit));
    }

    private static Finding notBegun(String reason) {
        return new Finding(ImmutableMap.of(), "not begun", ImmutableList.of(reason), Judgement.INCONCLUSIVE);
    }

    private synchronized void count(String module, double seconds, boolean notBegun) {
        Spent so = spent.computeIfAbsent(module, name -> new Spent());
        so.items++;
        so.notBegun += notBegun ? 1 : 0;
        so.seconds += seconds;
    }

    /** {@return the specifications' times so far, in the order of their names} */
    synchronized ImmutableList<ModuleTime> times() {
        return spent.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ModuleTime(
                        entry.getKey(),
                        entry.getValue().items,
                        entry.getValue().notBegun,
                        entry.getValue().seconds,
                        Optional.ofNullable(budgets.seconds().get(entry.getKey()))))
                .collect(ImmutableList.toImmutableList());
    }
}
