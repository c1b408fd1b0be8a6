package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.OptionalInt;
import org.pinproof.trace.Value;

/**
 * What one run of TLC reported.
 *
 * @param verdict what it showed
 * @param distinct different states found
 * @param generated states computed, repetitions and initial states included
 * @param queue states left unexpanded
 * @param depth levels searched; initial states are level 1
 * @param seconds wall-clock time, start of the JVM included
 * @param coverage how often each action of Next was taken, by operator name
 * @param trace the counterexample, if there is one
 */
public record TlcResult(
        TlcVerdict verdict,
        long distinct,
        long generated,
        long queue,
        int depth,
        double seconds,
        ImmutableSortedMap<String, ActionCount> coverage,
        ErrorTrace trace) {

    /**
     * @param distinct states that this action found first
     * @param generated steps of this action
     */
    public record ActionCount(long distinct, long generated) {
        ActionCount plus(ActionCount other) {
            return new ActionCount(distinct + other.distinct, generated + other.generated);
        }
    }

    /**
     * @param states the states in order, none if there is no counterexample
     * @param loop the position in {@code states} that a temporal counterexample goes back to after the last state; the last
     *     position if it stutters there
     */
    public record ErrorTrace(ImmutableList<TraceState> states, OptionalInt loop) {}

    /**
     * @param action the operator that led here, empty for an initial state
     * @param variables the state
     */
    public record TraceState(String action, ImmutableSortedMap<String, Value> variables) {}
}
