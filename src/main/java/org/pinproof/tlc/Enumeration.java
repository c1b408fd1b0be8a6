package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.ImmutableIntArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pinproof.tlc.CheckedSpec.Expansion;
import org.pinproof.tlc.CheckedSpec.Successor;
import org.pinproof.tlc.Violation.PathStep;

/**
 * One breadth-first search. Order, counting and the place of every check follow {@code tlc2.tool.Worker.addElement} and
 * {@code ModelChecker.DoInitFunctor}: a violating state is counted, and nothing after it is.
 */
final class Enumeration {
    private static final int REPORT_EVERY = 8192;

    private final CheckedSpec spec;
    private final Limits limits;
    private final ProgressListener listener;
    private final FoundStates found = new FoundStates();
    private final ImmutableIntArray.Builder sources = ImmutableIntArray.builder();
    private final ImmutableIntArray.Builder actions = ImmutableIntArray.builder();
    private final ImmutableIntArray.Builder targets = ImmutableIntArray.builder();
    private final Map<String, Boolean> witnesses = new LinkedHashMap<>();
    private final boolean[] fired;
    private final long began = System.nanoTime();
    private int edges;
    private long generated;
    private int depth = 1;
    private Optional<Violation> violation = Optional.empty();
    private Optional<String> cut = Optional.empty();

    Enumeration(CheckedSpec spec, Limits limits, List<String> witnesses, ProgressListener listener) {
        this.spec = spec;
        this.limits = limits;
        this.listener = listener;
        this.fired = new boolean[spec.actions().size()];
        witnesses.forEach(name -> this.witnesses.put(name, false));
    }

    StateGraph run() {
        start();
        for (int id = 0; id < found.size() && goesOn(); id++) {
            expand(id);
            if (!limits.keepStates() && violation.isEmpty()) {
                found.drop(id);
            }
            if (id % REPORT_EVERY == REPORT_EVERY - 1) {
                report(id + 1);
            }
        }
        ImmutableSortedSet<String> names = IntStream.range(0, fired.length)
                .filter(i -> fired[i])
                .mapToObj(i -> spec.actions().get(i).name())
                .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
        StateGraph.Outcome outcome =
                new StateGraph.Outcome(generated, depth, violation, cut, names, ImmutableMap.copyOf(witnesses));
        return new StateGraph(spec, found, sources.build(), actions.build(), targets.build(), outcome);
    }

    private boolean goesOn() {
        return violation.isEmpty() && cut.isEmpty();
    }

    private void report(int expanded) {
        double seconds = (System.nanoTime() - began) / 1e9;
        listener.progress(new Progress(generated, found.size(), found.size() - expanded, depth, seconds));
    }

    private void start() {
        for (SpecState state : spec.initialStates()) {
            generated++;
            boolean within = spec.withinConstraints(state);
            if (within && found.find(state) >= 0) {
                continue;
            }
            if (within) {
                found.addInitial(state);
                lookForWitnesses(state);
            }
            checkInitial(state);
            if (!goesOn()) {
                return;
            }
        }
    }

    private void checkInitial(SpecState state) {
        ImmutableList<PathStep> path = ImmutableList.of(new PathStep(Optional.empty(), state));
        violation = spec.violatedInvariant(state)
                .map(name -> new Violation(PropertyKind.INVARIANT, name, path))
                .or(() -> spec.violatedInitialProperty(state)
                        .map(name -> new Violation(PropertyKind.INITIAL_PROPERTY, name, path)));
    }

    private void expand(int id) {
        SpecState from = found.get(id).orElseThrow();
        Expansion expansion = spec.expand(from);
        for (Successor step : expansion.successors()) {
            take(id, from, step);
            if (!goesOn()) {
                return;
            }
        }
        if (expansion.failure().isPresent()) {
            throw expansion.failure().get();
        }
        if (expansion.successors().isEmpty() && spec.checksDeadlock()) {
            violation = Optional.of(new Violation(PropertyKind.DEADLOCK, "", found.pathTo(spec, id)));
        }
    }

    private void take(int id, SpecState from, Successor step) {
        SpecState to = step.state();
        generated++;
        fired[step.action()] = true;
        boolean within = spec.withinConstraints(to) && spec.withinActionConstraints(from, to);
        int target = within ? found.find(to) : -1;
        boolean unseen = target < 0;
        if (within && unseen && found.size() >= limits.states()) {
            cut = Optional.of("limit of " + limits.states() + " states reached; raise it");
            return;
        }
        if (within) {
            target = unseen ? reach(to, id, step.action()) : target;
            addEdge(id, step.action(), target);
        }
        if (unseen) {
            violation = spec.violatedInvariant(to).map(name -> violated(PropertyKind.INVARIANT, name, id, step));
        }
        if (violation.isEmpty()) {
            violation = spec.violatedActionProperty(from, to)
                    .map(name -> violated(PropertyKind.ACTION_PROPERTY, name, id, step));
        }
    }

    private int reach(SpecState state, int from, int action) {
        int id = found.addReached(state, from, action);
        depth = Math.max(depth, found.level(id));
        lookForWitnesses(state);
        return id;
    }

    private void addEdge(int source, int action, int target) {
        sources.add(source);
        actions.add(action);
        targets.add(target);
        if (++edges >= limits.edges()) {
            cut = Optional.of("limit of " + limits.edges() + " edges reached; raise it");
        }
    }

    private void lookForWitnesses(SpecState state) {
        witnesses.replaceAll((name, seen) -> seen || spec.holds(name, state));
    }

    private Violation violated(PropertyKind kind, String property, int from, Successor step) {
        ImmutableList<PathStep> path = ImmutableList.<PathStep>builder()
                .addAll(found.pathTo(spec, from))
                .add(new PathStep(Optional.of(spec.actions().get(step.action())), step.state()))
                .build();
        return new Violation(kind, property, path);
    }
}
