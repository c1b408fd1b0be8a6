package org.pinproof.trace;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Small damage done to a trace, to measure how often a checker that accepted the trace notices. Every operation is a
 * function of its arguments; events are counted from 0 here and numbered afresh in the result.
 */
public final class TraceMutations {
    private static final String ACTION = "action";
    private static final String TASK = "task";
    private static final String PARAMETER = "parameter.";
    private static final String POST = "post.";

    private TraceMutations() {}

    /** {@return the trace without the event at this index} */
    public static Trace dropEvent(Trace trace, int index) {
        List<Event> events = new ArrayList<>(trace.events());
        events.remove(index);
        return Trace.numbered(trace.header(), trace.initial(), events);
    }

    /**
     * {@return the trace with the event at this index and the next one in each other's place, each with its observed
     * variables}
     */
    public static Trace swapEvents(Trace trace, int index) {
        List<Event> events = new ArrayList<>(trace.events());
        Collections.swap(events, index, index + 1);
        return Trace.numbered(trace.header(), trace.initial(), events);
    }

    /**
     * {@return the names of an event's fields that {@link #alterField} can alter: {@code action}, {@code task},
     * {@code parameter.f} for each parameter, {@code post.v} for each observed variable} The parameter {@code t} is not
     * among them, because it is the task.
     */
    public static List<String> fields(Event event) {
        ImmutableList.Builder<String> fields = ImmutableList.builder();
        fields.add(ACTION, TASK);
        event.parameters().keySet().stream()
                .filter(name -> !name.equals(Event.TASK_PARAMETER))
                .forEach(name -> fields.add(PARAMETER + name));
        event.post().keySet().forEach(name -> fields.add(POST + name));
        return fields.build();
    }

    /**
     * {@return the trace with one field of the event at this index altered} An action or task becomes the next one, in
     * alphabetical order and round, of those in the trace, since one that exists is harder to notice; a value changes
     * in one place, which one depends on the event's number so that a trace's events together cover the places.
     *
     * @param field one of {@link #fields}
     */
    public static Trace alterField(Trace trace, int index, String field) {
        Event event = trace.events().get(index);
        Preconditions.checkArgument(
                fields(event).contains(field), "event %s has the fields %s, not %s", event.seq(), fields(event), field);
        List<Event> events = new ArrayList<>(trace.events());
        events.set(index, altered(trace, event, field));
        return new Trace(trace.header(), trace.initial(), ImmutableList.copyOf(events));
    }

    private static Event altered(Trace trace, Event event, String field) {
        if (field.equals(ACTION)) {
            String other = next(trace, Event::action, event.action());
            return new Event(event.seq(), event.task(), other, event.parameters(), event.post(), event.source());
        }
        if (field.equals(TASK)) {
            return withTask(event, next(trace, Event::task, event.task()));
        }
        if (field.startsWith(PARAMETER)) {
            var parameters = altered(event.parameters(), field.substring(PARAMETER.length()), event.seq());
            return new Event(event.seq(), event.task(), event.action(), parameters, event.post(), event.source());
        }
        var post = altered(event.post(), field.substring(POST.length()), event.seq());
        return new Event(event.seq(), event.task(), event.action(), event.parameters(), post, event.source());
    }

    private static Event withTask(Event event, String task) {
        ImmutableSortedMap<String, Value> parameters = event.parameters().containsKey(Event.TASK_PARAMETER)
                ? with(event.parameters(), Event.TASK_PARAMETER, Value.of(task))
                : event.parameters();
        return new Event(event.seq(), task, event.action(), parameters, event.post(), event.source());
    }

    private static String next(Trace trace, Function<Event, String> name, String current) {
        TreeSet<String> names = new TreeSet<>();
        trace.events().forEach(event -> names.add(name.apply(event)));
        if (names.size() == 1) {
            return current + ValueAlteration.SUFFIX;
        }
        String higher = names.higher(current);
        return higher != null ? higher : names.first();
    }

    private static ImmutableSortedMap<String, Value> altered(
            ImmutableSortedMap<String, Value> values, String name, long place) {
        return with(values, name, ValueAlteration.alter(values.get(name), place));
    }

    private static ImmutableSortedMap<String, Value> with(
            ImmutableSortedMap<String, Value> values, String name, Value value) {
        ImmutableSortedMap.Builder<String, Value> changed = ImmutableSortedMap.naturalOrder();
        values.forEach((key, old) -> changed.put(key, key.equals(name) ? value : old));
        return changed.build();
    }
}
