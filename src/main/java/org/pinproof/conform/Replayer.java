package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.sched.Snapshot;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.StateGraph;
import org.pinproof.trace.Value;

/**
 * Drives every edge of the specification's state graph through the code, and compares the whole projected state after it.
 *
 * <p>Nothing is re-reached: the machine's state at each state of the graph is kept as data, restored, given one step, and
 * compared. The other direction is checked in passing: a task in the middle of a call that could take a step where the graph has
 * none for it diverges too.
 */
public final class Replayer {
    private final Rung rung;
    private final CheckedSpec spec;
    private final StateGraph graph;
    private final List<ActionCall> actions;
    private final String mutant;
    private final String reproduce;

    private final Snapshot[] reached;
    private final CodeDriver[] drivers;
    private long covered;

    /**
     * What the replay did.
     *
     * @param states states of the graph
     * @param edges edges of the graph
     * @param covered edges driven through the code with equal state after them
     * @param divergence the first edge that the code did not follow
     */
    public record Coverage(long states, long edges, long covered, Optional<Divergence> divergence) {
        /** {@return whether every edge was driven, and there was one} */
        public boolean isComplete() {
            return divergence.isEmpty() && covered == edges && edges > 0;
        }
    }

    /**
     * Replays this graph, whose states were kept.
     *
     * @param rung whose module {@code spec} is or extends
     * @param mutant the code to drive, by its slug; {@link Rung#CORRECT}, but for tests of the replay itself
     * @param reproduce the command that runs this replay
     */
    public Replayer(Rung rung, CheckedSpec spec, StateGraph graph, String mutant, String reproduce) {
        this.rung = rung;
        this.spec = spec;
        this.graph = graph;
        this.actions = spec.actions();
        this.mutant = mutant;
        this.reproduce = reproduce;
        this.reached = new Snapshot[graph.distinct()];
        this.drivers = new CodeDriver[graph.distinct()];
    }

    /** Replays edge by edge, in the graph's order, up to the first divergence. */
    public Coverage run() {
        Optional<Divergence> wrong = Optional.empty();
        for (int id = 0; id < graph.initialStates() && wrong.isEmpty(); id++) {
            wrong = begin(id);
        }
        int first = 0;
        while (first < graph.edges() && wrong.isEmpty()) {
            int end = first + 1;
            while (end < graph.edges() && graph.source(end) == graph.source(first)) {
                end++;
            }
            wrong = replayFrom(graph.source(first), first, end);
            first = end;
        }
        return new Coverage(graph.distinct(), graph.edges(), covered, wrong);
    }

    private Optional<Divergence> begin(int id) {
        SpecState state = graph.state(id);
        CodeDriver driver = new CodeDriver(rung.idle(spec, state, mutant));
        drivers[id] = driver;
        reached[id] = driver.snapshot();
        ImmutableList<Difference> differences = Difference.between(seen(state), driver.state());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(divergence(id, Optional.empty(), Reason.Kind.WRONG_STATE, differences, "", driver));
    }

    private Optional<Divergence> replayFrom(int source, int first, int end) {
        CodeDriver driver = drivers[source];
        Snapshot here = reached[source];
        int moving = 0;
        for (int edge = first; edge < end; edge++) {
            driver.restore(here);
            ActionCall wanted = actions.get(graph.action(edge));
            moving |= 1 << TaskNames.number(wanted);
            Optional<Divergence> wrong = replay(driver, source, wanted, graph.target(edge));
            if (wrong.isPresent()) {
                return wrong;
            }
            covered++;
        }
        driver.restore(here);
        return unexpectedStep(driver, source, moving);
    }

    private Optional<Divergence> replay(CodeDriver driver, int source, ActionCall wanted, int target) {
        CodeDriver.Asked asked = driver.ask(wanted);
        if (!asked.taken().equals(Optional.of(wanted))) {
            String instead = asked.taken().map(ActionCall::toString).orElse(asked.standsBefore());
            return Optional.of(divergence(
                    source, Optional.of(wanted), Reason.Kind.MISSING_ACTION, ImmutableList.of(), instead, driver));
        }
        ImmutableSortedMap<String, Value> state = driver.state();
        SpecState expected = graph.state(target);
        if (!shows(expected, state)) {
            return Optional.of(divergence(
                    source,
                    Optional.of(wanted),
                    Reason.Kind.WRONG_STATE,
                    Difference.between(seen(expected), state),
                    "",
                    driver));
        }
        if (reached[target] == null) {
            reached[target] = driver.snapshot();
            drivers[target] = driver;
        }
        return Optional.empty();
    }

    /** A task in the middle of a call goes on exactly where the specification lets it. */
    private Optional<Divergence> unexpectedStep(CodeDriver driver, int source, int moving) {
        for (int task = 0; task < driver.tasks(); task++) {
            if (!driver.isIdle(task) && driver.canStep(task) && (moving >> task & 1) == 0) {
                return Optional.of(divergence(
                        source,
                        Optional.empty(),
                        Reason.Kind.UNEXPECTED_ACTION,
                        ImmutableList.of(),
                        TaskNames.name(task) + " could take " + driver.standsBefore(task),
                        driver));
            }
        }
        return Optional.empty();
    }

    private boolean shows(SpecState expected, ImmutableSortedMap<String, Value> state) {
        for (String name : rung.observed()) {
            if (!expected.get(name).equals(state.get(name))) {
                return false;
            }
        }
        return true;
    }

    private ImmutableSortedMap<String, Value> seen(SpecState state) {
        return rung.observed().stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(String::compareTo, name -> name, state::get));
    }

    private Divergence divergence(
            int source,
            Optional<ActionCall> wanted,
            Reason.Kind kind,
            ImmutableList<Difference> differences,
            String instead,
            CodeDriver driver) {
        Optional<Integer> task = wanted.map(TaskNames::number);
        return new Divergence(
                graph.pathTo(source).size() - 1,
                OptionalLong.empty(),
                task.map(TaskNames::name),
                task.flatMap(driver::source),
                new Unfollowed(kind, wanted, instead, differences, path(source)),
                Optional.empty(),
                reproduce);
    }

    private ImmutableList<ActionCall> path(int source) {
        return graph.pathTo(source).stream()
                .flatMap(step -> step.action().stream())
                .collect(ImmutableList.toImmutableList());
    }
}
