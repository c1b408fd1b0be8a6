package org.pinproof.trace;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;

/**
 * A finite behaviour, or what was observed of one.
 *
 * @param initial the observed variables before the first event, possibly fewer than the specification has
 * @param events numbered from 1 without gaps
 */
public record Trace(TraceHeader header, ImmutableSortedMap<String, Value> initial, ImmutableList<Event> events) {

    public Trace {
        Names.check(initial.keySet());
        for (int i = 0; i < events.size(); i++) {
            Preconditions.checkArgument(
                    events.get(i).seq() == i + 1,
                    "events are numbered from 1 without gaps: number %s stands at position %s; use Trace.numbered",
                    events.get(i).seq(),
                    i + 1);
        }
    }

    /** {@return the trace of these events in this order, numbered afresh} */
    public static Trace numbered(TraceHeader header, ImmutableSortedMap<String, Value> initial, List<Event> events) {
        ImmutableList.Builder<Event> numbered = ImmutableList.builderWithExpectedSize(events.size());
        for (int i = 0; i < events.size(); i++) {
            numbered.add(events.get(i).withSeq(i + 1));
        }
        return new Trace(header, initial, numbered.build());
    }

    /** {@return the same events and initial state under another header} */
    public Trace withHeader(TraceHeader newHeader) {
        return new Trace(newHeader, initial, events);
    }
}
