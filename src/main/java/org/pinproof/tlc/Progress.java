package org.pinproof.tlc;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a search is.
 *
 * @param generated states computed, repetitions included
 * @param distinct different states found
 * @param queue states not yet expanded
 * @param depth levels reached; initial states are level 1
 * @param seconds since the search began
 */
public record Progress(long generated, long distinct, long queue, int depth, double seconds) {

    /** {@return what an event of TLC's JVM tells} */
    static Progress of(JsonNode event, double seconds) {
        return new Progress(
                event.get("generated").asLong(),
                event.get("distinct").asLong(),
                event.get("queue").asLong(),
                event.get("depth").asInt(),
                seconds);
    }

    /** {@return states generated per second so far} */
    public double rate() {
        return seconds > 0 ? generated / seconds : 0;
    }
}
