package org.pinproof.trace;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/** An event from its parts, wherever a format keeps them. */
final class EventReader {
    private EventReader() {}

    static Event event(
            long seq,
            JsonCursor task,
            JsonCursor action,
            JsonCursor parameters,
            ImmutableSortedMap<String, Value> post,
            Optional<JsonCursor> source) {
        ImmutableSortedMap<String, Value> bound = ValueReader.named(parameters);
        if (!Event.taskAgrees(task.nonEmptyText(), bound)) {
            throw parameters.failure(
                    "parameter t is the event's thread, which is '" + task.text() + "'",
                    "One of the two is wrong; record the trace again.");
        }
        return new Event(seq, task.text(), action.nonEmptyText(), bound, post, source.map(JsonCursor::text));
    }
}
