package org.pinproof.trace;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a trace's file says of the trace: a claim to compare with, never believed.
 *
 * @param verdict {@code CONFORMS}, {@code DIVERGES}, {@code VIOLATES}, …; this package gives it no meaning
 * @param kind the kind of divergence, {@code wrong state}
 * @param step the event at which it is to be rejected, from 1
 * @param property the violated property's name
 */
public record Outcome(String verdict, Optional<String> kind, OptionalLong step, Optional<String> property) {

    /** {@return a verdict that needs no place} */
    public static Outcome of(String verdict) {
        return new Outcome(verdict, Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** {@return a divergence of a kind at an event} */
    public static Outcome at(String verdict, String kind, long step) {
        return new Outcome(verdict, Optional.of(kind), OptionalLong.of(step), Optional.empty());
    }
}
