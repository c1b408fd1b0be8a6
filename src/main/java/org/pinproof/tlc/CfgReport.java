package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;
import java.util.Optional;

/**
 * How one cfg compares with its manifest entry.
 *
 * @param entry what was expected
 * @param tlc what TLC found
 * @param own what our own enumeration found; empty if the specification could not be opened
 * @param differences one line each: the rule, what was expected, what was found, the remedy
 */
public record CfgReport(
        ManifestEntry entry, TlcResult tlc, Optional<StateGraph> own, ImmutableList<String> differences) {

    /**
     * {@return the actions of the shortest way to a violation, in the order of their names; empty if nothing is violated} Of
     * liveness, TLC's way and its loop.
     */
    public ImmutableSortedSet<String> taken() {
        return own.flatMap(StateGraph::violation)
                .map(violation -> violation.path().stream()
                        .flatMap(step -> step.action().stream())
                        .map(ActionCall::name)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())))
                .orElseGet(() -> tlc.trace().states().stream()
                        .map(TlcResult.TraceState::action)
                        .filter(action -> !action.isEmpty())
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
    }

    /** {@return whether everything is as the manifest says; the only case that may be shown as held} */
    public boolean asExpected() {
        return differences.isEmpty();
    }

    /** {@return whether a bound or an interruption kept the check from an answer} */
    public boolean inconclusive() {
        return tlc.verdict() instanceof TlcVerdict.Inconclusive
                || own.map(graph -> graph.cut().isPresent()).orElse(false);
    }
}
