package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.trace.Event;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceMutations;
import org.pinproof.trace.Value;

/** Damage that is done to a trace by hand, event by event, counted from 1, and what the file then says of itself. */
final class TraceDamage {
    private static final String BY_HAND = "recorded from the Java code, damaged by hand";

    private TraceDamage() {}

    static CorpusTrace damaged(String name, String description, Trace trace, Kind kind, long step) {
        return rejected(name, description, BY_HAND, trace, kind, step);
    }

    static CorpusTrace rejected(String name, String description, String provenance, Trace trace, Kind kind, long step) {
        Trace described = AcceptedTraces.described(trace, description);
        return new CorpusTrace(
                "rejected/" + name,
                provenance,
                described.withHeader(described.header().withOutcome(Outcome.at("DIVERGES", kind.words(), step))));
    }

    static Trace drop(Trace trace, int seq) {
        return TraceMutations.dropEvent(trace, seq - 1);
    }

    static Trace twice(Trace trace, int seq) {
        List<Event> events = new ArrayList<>(trace.events());
        events.add(seq, events.get(seq - 1));
        return Trace.numbered(trace.header(), trace.initial(), events);
    }

    static Trace parameter(Trace trace, int seq, String name, Value value) {
        Event event = trace.events().get(seq - 1);
        return replaced(
                trace,
                Event.of(seq, event.task(), event.action(), with(event.parameters(), name, value), event.post()));
    }

    static Trace byTask(Trace trace, int seq, String task) {
        Event event = trace.events().get(seq - 1);
        return replaced(
                trace,
                Event.of(seq, task, event.action(), with(event.parameters(), "t", Value.of(task)), event.post()));
    }

    static Trace post(Trace trace, int seq, String variable, Value value) {
        Event event = trace.events().get(seq - 1);
        return replaced(
                trace,
                Event.of(seq, event.task(), event.action(), event.parameters(), with(event.post(), variable, value)));
    }

    static Trace initially(Trace trace, String variable, Value value) {
        return new Trace(trace.header(), with(trace.initial(), variable, value), trace.events());
    }

    /** {@return the trace with an event taken at another time: what each changes, it changes where it stands now} */
    static Trace moved(Trace trace, int from, int to) {
        List<Map<String, Value>> changes = new ArrayList<>();
        for (int seq = 1; seq <= trace.events().size(); seq++) {
            Map<String, Value> before = before(trace, seq);
            changes.add(ImmutableMap.copyOf(Maps.filterEntries(
                    after(trace, seq), entry -> !entry.getValue().equals(before.get(entry.getKey())))));
        }
        List<Event> order = new ArrayList<>(trace.events());
        order.add(to - 1, order.remove(from - 1));
        changes.add(to - 1, changes.remove(from - 1));
        List<Event> events = new ArrayList<>();
        ImmutableSortedMap<String, Value> now = trace.initial();
        for (int i = 0; i < order.size(); i++) {
            Event event = order.get(i);
            now = with(now, changes.get(i));
            events.add(Event.of(i + 1L, event.task(), event.action(), event.parameters(), now));
        }
        return Trace.numbered(trace.header(), trace.initial(), events);
    }

    /** {@return the trace up to an event, and then another step of the task that takes it, with these changes; no more} */
    static Trace instead(Trace trace, int seq, String action, Map<String, Value> changes) {
        String task = trace.events().get(seq - 1).task();
        List<Event> events = new ArrayList<>(trace.events().subList(0, seq - 1));
        events.add(Event.of(
                seq,
                task,
                action,
                ImmutableSortedMap.of(Event.TASK_PARAMETER, Value.of(task)),
                with(before(trace, seq), changes)));
        return Trace.numbered(trace.header(), trace.initial(), events);
    }

    /** {@return the trace without these variables} */
    static Trace without(Trace trace, String... variables) {
        return Sensitivity.observing(trace, Sets.difference(trace.initial().keySet(), ImmutableSet.copyOf(variables)));
    }

    static Trace only(Trace trace, String... variables) {
        return Sensitivity.observing(trace, ImmutableSet.copyOf(variables));
    }

    private static Trace replaced(Trace trace, Event event) {
        List<Event> events = new ArrayList<>(trace.events());
        events.set((int) event.seq() - 1, event);
        return new Trace(trace.header(), trace.initial(), ImmutableList.copyOf(events));
    }

    private static ImmutableSortedMap<String, Value> before(Trace trace, int seq) {
        return seq == 1 ? trace.initial() : after(trace, seq - 1);
    }

    private static ImmutableSortedMap<String, Value> after(Trace trace, int seq) {
        return trace.events().get(seq - 1).post();
    }

    private static ImmutableSortedMap<String, Value> with(
            ImmutableSortedMap<String, Value> values, String name, Value value) {
        return with(values, ImmutableMap.of(name, value));
    }

    private static ImmutableSortedMap<String, Value> with(
            ImmutableSortedMap<String, Value> values, Map<String, Value> changes) {
        Map<String, Value> changed = new TreeMap<>(values);
        changed.putAll(changes);
        return ImmutableSortedMap.copyOf(changed);
    }
}
