package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.SpecStepper;
import org.pinproof.trace.Value;

/**
 * What the specification has answered before, by state: an exploration asks the same few thousand questions millions of times.
 *
 * <p>Holds a bounded number of states and starts afresh beyond. Serves one thread.
 */
final class SpecMemo {
    static final int MOST_STATES = 400_000;

    private final int mostStates;
    private final SpecStepper spec;
    private final List<String> observed;
    private final Set<ActionCall> actions;
    private final Map<SpecState, Known> states = new HashMap<>();
    private Interner<Value> values = Interners.newStrongInterner();

    SpecMemo(SpecStepper spec, List<String> observed, int mostStates) {
        this.mostStates = mostStates;
        this.spec = spec;
        this.observed = observed;
        this.actions = new HashSet<>(spec.actions());
    }

    /** A state with what can be seen of it, and where its steps lead as far as that was asked. */
    final class Known {
        final SpecState state;
        private final ImmutableSortedMap<String, Value> seen;
        private final Map<ActionCall, ImmutableList<Known>> steps = new HashMap<>(4);
        private List<ActionCall> enabled;
        private Optional<String> violated;
        /** Long traces are read with equal observations as one object. */
        private Map<String, Value> lastShown;

        Known(SpecState state) {
            this.state = state;
            ImmutableSortedMap.Builder<String, Value> variables = ImmutableSortedMap.naturalOrder();
            for (String name : observed) {
                variables.put(name, values.intern(state.get(name)));
            }
            this.seen = variables.build();
        }

        ImmutableSortedMap<String, Value> seen() {
            return seen;
        }

        /** {@return whether everything that was observed is so here; what was not observed may be anything} */
        boolean shows(Map<String, Value> post) {
            if (post == lastShown) {
                return true;
            }
            boolean same = isShown(post);
            if (same) {
                lastShown = post;
            }
            return same;
        }

        private boolean isShown(Map<String, Value> post) {
            for (Map.Entry<String, Value> entry : post.entrySet()) {
                Value here = seen.get(entry.getKey());
                if (here != entry.getValue() && !entry.getValue().equals(here)) {
                    return false;
                }
            }
            return true;
        }

        ImmutableList<Known> step(ActionCall action) {
            ImmutableList<Known> to = steps.get(action);
            if (to == null) {
                to = actions.contains(action)
                        ? spec.successors(state, action).stream()
                                .map(SpecMemo.this::of)
                                .distinct()
                                .collect(ImmutableList.toImmutableList())
                        : ImmutableList.of();
                steps.put(action, to);
            }
            return to;
        }

        List<ActionCall> enabled() {
            if (enabled == null) {
                enabled = spec.enabled(state);
            }
            return enabled;
        }

        Optional<String> violated() {
            if (violated == null) {
                violated = spec.violatedInvariant(state);
            }
            return violated;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known that && state.equals(that.state);
        }

        @Override
        public int hashCode() {
            return state.hashCode();
        }
    }

    Known of(SpecState state) {
        Known known = states.get(state);
        if (known == null) {
            if (states.size() == mostStates) {
                // Whoever still holds one of them would otherwise keep all that can be reached from it.
                states.values().forEach(old -> old.steps.clear());
                states.clear();
                values = Interners.newStrongInterner();
            }
            known = new Known(state);
            states.put(state, known);
        }
        return known;
    }

    ImmutableList<Known> initial() {
        return spec.initialStates().stream().map(this::of).collect(ImmutableList.toImmutableList());
    }

    boolean knows(ActionCall action) {
        return actions.contains(action);
    }
}
