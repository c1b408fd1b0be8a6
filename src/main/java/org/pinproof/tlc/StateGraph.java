package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;
import java.util.Optional;

/**
 * The labelled graph of a specification's reachable states, enumerated in process in TLC's order, so that every count
 * equals that of TLC with one worker, a run that stops at a violation included.
 *
 * <p>States are numbered from 0 in the order they were found; edges lie in the order they were generated, so by source.
 * Steps that a constraint cuts off are counted as generated but are not in the graph. Liveness is not checked here.
 */
public final class StateGraph {
    private final CheckedSpec spec;
    private final FoundStates states;
    private final ImmutableIntArray sources;
    private final ImmutableIntArray actions;
    private final ImmutableIntArray targets;
    private final Outcome outcome;

    StateGraph(
            CheckedSpec spec,
            FoundStates states,
            ImmutableIntArray sources,
            ImmutableIntArray actions,
            ImmutableIntArray targets,
            Outcome outcome) {
        this.spec = spec;
        this.states = states;
        this.sources = sources;
        this.actions = actions;
        this.targets = targets;
        this.outcome = outcome;
    }

    /**
     * @param generated states computed, repetitions and initial states included
     * @param depth levels of the search; initial states are level 1
     * @param violation what stopped the search, if something did
     * @param cut the limit that stopped the search, for people, if one did
     * @param fired names of the actions that made a step
     * @param witnesses for each state predicate asked about, whether it was true somewhere
     */
    record Outcome(
            long generated,
            int depth,
            Optional<Violation> violation,
            Optional<String> cut,
            ImmutableSortedSet<String> fired,
            ImmutableMap<String, Boolean> witnesses) {}

    /** Enumerates the graph, up to the first violation. */
    public static StateGraph explore(CheckedSpec spec, Limits limits, ProgressListener listener) {
        return explore(spec, limits, List.of(), listener);
    }

    /**
     * Enumerates the graph, up to the first violation.
     *
     * @param witnesses names of state predicates to look for
     * @throws SpecException if an expression of the specification cannot be evaluated
     */
    public static StateGraph explore(
            CheckedSpec spec, Limits limits, List<String> witnesses, ProgressListener listener) {
        return new Enumeration(spec, limits, witnesses, listener).run();
    }

    /** {@return the number of different states} */
    public int distinct() {
        return states.size();
    }

    /** {@return the number of states computed, repetitions and initial states included} */
    public long generated() {
        return outcome.generated();
    }

    /** {@return the number of levels; initial states are level 1} */
    public int depth() {
        return outcome.depth();
    }

    /** {@return whether neither a limit nor a violation stopped the search} */
    public boolean complete() {
        return outcome.cut().isEmpty() && outcome.violation().isEmpty();
    }

    /** {@return the limit that stopped the search, for people} */
    public Optional<String> cut() {
        return outcome.cut();
    }

    /** {@return what stopped the search} */
    public Optional<Violation> violation() {
        return outcome.violation();
    }

    /** {@return the names of the actions that made at least one step} */
    public ImmutableSortedSet<String> fired() {
        return outcome.fired();
    }

    /** {@return for each predicate asked about, whether it is true somewhere} */
    public ImmutableMap<String, Boolean> witnesses() {
        return outcome.witnesses();
    }

    /** {@return how many states are initial; they are the first ones} */
    public int initialStates() {
        return states.initial();
    }

    /** {@return the number of steps} */
    public int edges() {
        return sources.length();
    }

    /** {@return the state an edge leaves} */
    public int source(int edge) {
        return sources.get(edge);
    }

    /** {@return the edge's action, as an index into {@link SpecStepper#actions()}} */
    public int action(int edge) {
        return actions.get(edge);
    }

    /** {@return the state an edge enters} */
    public int target(int edge) {
        return targets.get(edge);
    }

    /** {@return the state of this number; found again along its path if states were dropped} */
    public SpecState state(int id) {
        return states.get(id).orElseGet(() -> {
            List<Violation.PathStep> path = pathTo(id);
            return path.get(path.size() - 1).state();
        });
    }

    /** {@return a shortest way from an initial state to this one} */
    public ImmutableList<Violation.PathStep> pathTo(int id) {
        return states.pathTo(spec, id);
    }
}
