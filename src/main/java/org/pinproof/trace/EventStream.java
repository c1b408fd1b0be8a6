package org.pinproof.trace;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Iterator;

/**
 * A trace read event by event. {@link #hasNext} and {@link #next} throw {@link TraceFormatException} where the file is
 * wrong, so that the events before that place have been seen; a stream that was read to its end was complete.
 */
public interface EventStream extends Iterator<Event>, AutoCloseable {
    TraceHeader header();

    /** {@return the observed variables before the first event} */
    ImmutableSortedMap<String, Value> initial();

    @Override
    void close();
}
