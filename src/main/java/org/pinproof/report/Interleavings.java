package org.pinproof.report;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.TreeSet;
import org.pinproof.conform.Difference;
import org.pinproof.report.Interleaving.Change;
import org.pinproof.report.Interleaving.Step;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Value;

/** Lays recorded executions out as {@link Interleaving}s. */
public final class Interleavings {
    /** Most steps kept; of a longer execution, the last ones. */
    public static final int MOST_STEPS = 40;

    /** Where a task stands shows in its column already. */
    private static final ImmutableSet<String> SHOWN_AS_COLUMN = ImmutableSet.of("pc");

    private Interleavings() {}

    /**
     * {@return a trace up to an event, that event included}
     *
     * @param last the event, counted from 1
     */
    public static Interleaving of(EventStream trace, long last) {
        EvictingQueue<Step> steps = EvictingQueue.create(MOST_STEPS);
        TreeSet<String> tasks = new TreeSet<>();
        ImmutableSortedMap<String, Value> before = trace.initial();
        while (trace.hasNext()) {
            Event event = trace.next();
            if (event.seq() > last) {
                break;
            }
            tasks.add(event.task());
            steps.add(new Step(
                    event.seq(),
                    Shown.stored(event.task()),
                    event.action(),
                    event.source().map(Shown::stored),
                    changes(before, event.post())));
            before = event.post();
        }
        long omitted = steps.isEmpty() ? 0 : steps.peek().number() - 1;
        return new Interleaving(ImmutableList.copyOf(tasks), omitted, ImmutableList.copyOf(steps));
    }

    private static ImmutableList<Change> changes(
            ImmutableSortedMap<String, Value> before, ImmutableSortedMap<String, Value> after) {
        return Difference.between(before, after).stream()
                .filter(d -> !SHOWN_AS_COLUMN.contains(d.place().split("\\[", 2)[0]))
                .map(d -> new Change(d.place(), Shown.stored(d.expected()), Shown.stored(d.actual())))
                .collect(ImmutableList.toImmutableList());
    }
}
