package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pinproof.tlc.Violation.PathStep;

/** The states of a search by number: fingerprint, how each was first reached, and the state itself while it is kept. */
final class FoundStates {
    private static final int NONE = -1;

    private final Map<Long, Integer> ids = new HashMap<>();
    private final List<SpecState> kept = new ArrayList<>();
    private long[] fingerprints = new long[1024];
    private int[] predecessors = new int[1024];
    private int[] actions = new int[1024];
    private int[] levels = new int[1024];
    private int initial;

    int size() {
        return kept.size();
    }

    int initial() {
        return initial;
    }

    /** {@return the number of this state, or -1 if it is new} */
    int find(SpecState state) {
        return ids.getOrDefault(state.fingerprint(), NONE);
    }

    int addInitial(SpecState state) {
        initial++;
        return add(state, NONE, NONE, 1);
    }

    int addReached(SpecState state, int from, int action) {
        return add(state, from, action, levels[from] + 1);
    }

    private int add(SpecState state, int from, int action, int level) {
        int id = kept.size();
        if (id == fingerprints.length) {
            grow(2 * id);
        }
        ids.put(state.fingerprint(), id);
        kept.add(state);
        fingerprints[id] = state.fingerprint();
        predecessors[id] = from;
        actions[id] = action;
        levels[id] = level;
        return id;
    }

    private void grow(int length) {
        fingerprints = Arrays.copyOf(fingerprints, length);
        predecessors = Arrays.copyOf(predecessors, length);
        actions = Arrays.copyOf(actions, length);
        levels = Arrays.copyOf(levels, length);
    }

    int level(int id) {
        return levels[id];
    }

    void drop(int id) {
        kept.set(id, null);
    }

    Optional<SpecState> get(int id) {
        return Optional.ofNullable(kept.get(id));
    }

    /** Walks the first way to a state, asking the specification again for states that were dropped. */
    ImmutableList<PathStep> pathTo(CheckedSpec spec, int id) {
        Deque<Integer> way = new ArrayDeque<>();
        for (int at = id; at != NONE; at = predecessors[at]) {
            way.addFirst(at);
        }
        ImmutableList.Builder<PathStep> path = ImmutableList.builder();
        SpecState state = null;
        for (int at : way) {
            Optional<ActionCall> action = actions[at] == NONE
                    ? Optional.empty()
                    : Optional.of(spec.actions().get(actions[at]));
            SpecState from = state;
            state = get(at).orElseGet(() -> again(spec, from, action, fingerprints[at]));
            path.add(new PathStep(action, state));
        }
        return path.build();
    }

    private static SpecState again(CheckedSpec spec, SpecState from, Optional<ActionCall> action, long fingerprint) {
        List<SpecState> candidates =
                action.map(call -> spec.successors(from, call)).orElseGet(spec::initialStates);
        return candidates.stream()
                .filter(state -> state.fingerprint() == fingerprint)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("state " + fingerprint + " was reached once and is not now"));
    }
}
