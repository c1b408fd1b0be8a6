package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.SpecStepper;
import org.pinproof.tlc.SpecStepper.FalseConjunct;
import org.pinproof.trace.Value;

/**
 * Follows behaviour through a specification, one observed step at a time.
 *
 * <p>What is carried is the set of states the specification may be in. If every variable but the ghosts is observed it has
 * one element nearly always; if less is observed it has more, and the behaviour is refused where it becomes empty. Matching is
 * by action name, parameters and observed variables, without tolerance. Serves one thread.
 */
public final class Conformance {
    private final SpecStepper spec;
    private final SpecMemo memo;

    /** The states the specification may be in: a set, whatever the order in which they were found. */
    public static final class Position {
        private final ImmutableList<SpecMemo.Known> states;

        /** @param states each once */
        private Position(ImmutableList<SpecMemo.Known> states) {
            this.states = states;
        }

        /** {@return whether the specification cannot be anywhere: the step that led here was refused} */
        public boolean isLost() {
            return states.isEmpty();
        }

        /** {@return how many states are possible} */
        public int size() {
            return states.size();
        }

        /** {@return the one possible state} */
        SpecState only() {
            if (states.size() != 1) {
                throw new IllegalStateException("not one state is possible but " + states.size());
            }
            return states.get(0).state;
        }

        /** {@return a number that distinguishes positions of one conformance, as far as 64 bits can} */
        public long identity() {
            long identity = states.size();
            for (SpecMemo.Known known : states) {
                long mixed = known.state.fingerprint() * 0x9E3779B97F4A7C15L;
                identity += mixed ^ mixed >>> 32;
            }
            return identity;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Position that
                    && states.size() == that.states.size()
                    && (states.equals(that.states)
                            || ImmutableSet.copyOf(states).equals(ImmutableSet.copyOf(that.states)));
        }

        @Override
        public int hashCode() {
            return Long.hashCode(identity());
        }
    }

    /**
     * Follows behaviour through this specification.
     *
     * @param observed the variables that may be observed
     */
    public Conformance(SpecStepper spec, List<String> observed) {
        this.spec = spec;
        this.memo = new SpecMemo(spec, observed, SpecMemo.MOST_STATES);
    }

    /** {@return where behaviour that begins like this may begin} */
    public Position begin(ImmutableSortedMap<String, Value> observed) {
        return matching(memo.initial(), observed);
    }

    /** {@return where the specification may be after this step from there} */
    public Position step(Position from, ActionCall action, ImmutableSortedMap<String, Value> observed) {
        if (from.states.size() == 1) {
            return matching(from.states.get(0).step(action), observed);
        }
        Set<SpecMemo.Known> to = new LinkedHashSet<>();
        for (SpecMemo.Known state : from.states) {
            to.addAll(state.step(action));
        }
        return matching(ImmutableList.copyOf(to), observed);
    }

    private static Position matching(ImmutableList<SpecMemo.Known> states, ImmutableSortedMap<String, Value> observed) {
        if (states.size() == 1) {
            return states.get(0).shows(observed) ? new Position(states) : new Position(ImmutableList.of());
        }
        return new Position(states.stream().filter(s -> s.shows(observed)).collect(ImmutableList.toImmutableList()));
    }

    /**
     * {@return an invariant that is false wherever the specification may be; if different ones are false in different states, the
     * one of the first}
     */
    public Optional<String> violated(Position at) {
        for (SpecMemo.Known state : at.states) {
            if (state.violated().isEmpty()) {
                return Optional.empty();
            }
        }
        return at.states.stream().flatMap(state -> state.violated().stream()).findFirst();
    }

    /**
     * {@return the possible states in which every invariant holds}
     *
     * <p>If little is observed, a way through a bad state may be one of several. From here on only the others count: behaviour
     * that has no other explanation is refused where these end.
     */
    public Position withoutViolating(Position at) {
        if (at.states.size() == 1) {
            return at.states.get(0).violated().isEmpty() ? at : new Position(ImmutableList.of());
        }
        return new Position(at.states.stream()
                .filter(state -> state.violated().isEmpty())
                .collect(ImmutableList.toImmutableList()));
    }

    /** {@return why no initial state looks like this} */
    public Refusal explainStart(ImmutableSortedMap<String, Value> observed) {
        return new Refusal(
                Reason.Kind.WRONG_STATE,
                Optional.empty(),
                memo.initial().stream()
                        .map(s -> Difference.between(s.seen(), observed))
                        .min(Comparator.comparingInt(List::size))
                        .orElse(ImmutableList.of()),
                Optional.empty(),
                ImmutableList.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return why this step is refused from there} */
    public Refusal explain(Position from, ActionCall action, ImmutableSortedMap<String, Value> observed) {
        boolean isEnabled = from.states.stream().anyMatch(s -> !s.step(action).isEmpty());
        Set<ActionCall> enabled = new LinkedHashSet<>();
        from.states.forEach(s -> enabled.addAll(s.enabled()));
        Optional<ActionCall> missing = missing(from, enabled, action, observed);
        Reason.Kind kind = missing.isPresent()
                ? Reason.Kind.MISSING_ACTION
                : isEnabled ? Reason.Kind.WRONG_STATE : Reason.Kind.UNEXPECTED_ACTION;
        Nearest nearest = nearest(from, isEnabled ? Set.of(action) : sameTask(enabled, action), observed);
        Optional<FalseConjunct> falseConjunct = isEnabled || !memo.knows(action)
                ? Optional.empty()
                : spec.firstFalseConjunct(from.states.get(0).state, action);
        return new Refusal(
                kind,
                Optional.of(action),
                nearest.differences(),
                nearest.action(),
                ImmutableList.copyOf(enabled),
                falseConjunct,
                missing);
    }

    private static Optional<ActionCall> missing(
            Position from, Set<ActionCall> enabled, ActionCall action, ImmutableSortedMap<String, Value> observed) {
        return enabled.stream()
                .filter(between -> from.states.stream()
                        .flatMap(s -> s.step(between).stream())
                        .filter(s -> from.states.stream().noneMatch(s::equals))
                        .flatMap(s -> s.step(action).stream())
                        .anyMatch(s -> s.shows(observed)))
                .findFirst();
    }

    private static Set<ActionCall> sameTask(Set<ActionCall> enabled, ActionCall action) {
        Set<ActionCall> same = new LinkedHashSet<>(enabled);
        same.removeIf(other ->
                !Objects.equals(other.parameters().get("t"), action.parameters().get("t")));
        return same.isEmpty() ? enabled : same;
    }

    private record Nearest(Optional<ActionCall> action, ImmutableList<Difference> differences) {}

    private static Nearest nearest(
            Position from, Set<ActionCall> candidates, ImmutableSortedMap<String, Value> observed) {
        Nearest nearest = new Nearest(Optional.empty(), ImmutableList.of());
        int fewest = Integer.MAX_VALUE;
        for (ActionCall candidate : candidates) {
            for (SpecMemo.Known state : from.states) {
                for (SpecMemo.Known to : state.step(candidate)) {
                    ImmutableList<Difference> differences = Difference.between(to.seen(), observed);
                    if (differences.size() < fewest) {
                        fewest = differences.size();
                        nearest = new Nearest(Optional.of(candidate), differences);
                    }
                }
            }
        }
        return nearest;
    }
}
