package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What a search of the state graph found wrong first.
 *
 * @param kind what sort of property
 * @param property the property's name in the cfg; empty for a deadlock
 * @param path a shortest way there: an initial state, then steps, the last one ending in or being the violation
 */
public record Violation(PropertyKind kind, String property, ImmutableList<PathStep> path) {

    /** {@return the number of states on the way, which is TLC's depth} */
    public int depth() {
        return path.size();
    }

    /**
     * @param action the step that led here; empty for the initial state
     * @param state the state after it
     */
    public record PathStep(Optional<ActionCall> action, SpecState state) {}
}
