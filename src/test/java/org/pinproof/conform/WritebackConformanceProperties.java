package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Result;
import org.pinproof.explore.StrategyCatalog;
import org.pinproof.explore.writeback.WritebackCall;
import org.pinproof.explore.writeback.WritebackMutant;
import org.pinproof.explore.writeback.WritebackScript;
import org.pinproof.explore.writeback.WritebackShape;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.sched.Heartbeat;
import org.pinproof.sched.Limits;
import org.pinproof.sched.Machine;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/**
 * Arbitrary scripts of three tasks under every policy, misuses included: whatever the code does is a behaviour of the
 * specification, and what the explorer calls wrong the specification calls wrong too. {@code -Dpinproof.tries=N} makes a
 * campaign of it.
 */
@AddLifecycleHook(LongCampaign.class)
class WritebackConformanceProperties {
    private static final int TASKS = 3;
    private static final Value LAYOUTS = Value.set(Stream.of(WritebackShape.Layout.values())
            .map(layout -> Value.of(layout.specName()))
            .collect(ImmutableList.toImmutableList()));
    private static final Map<ImmutableMap<String, Value>, CheckedSpec> OPEN = new ConcurrentHashMap<>();

    /** A script, and the seed by which its interleavings are drawn. */
    record Run(WritebackScript script, long seed) {}

    @Provide
    Arbitrary<Run> runs() {
        Arbitrary<WritebackCall> call = Arbitraries.of(WritebackCall.Kind.class)
                .flatMap(kind -> Arbitraries.integers()
                        .between(0, kind.stores() ? 1 : 0)
                        .map(half -> new WritebackCall(kind, half)));
        Arbitrary<ImmutableList<WritebackCall>> calls =
                call.list().ofMinSize(1).ofMaxSize(4).map(ImmutableList::copyOf);
        // A driver's whole life is more than chance would put together.
        Arbitrary<ImmutableList<WritebackCall>> driver = Combinators.combine(
                        Arbitraries.of("pin", "pin-longterm", "get"),
                        Arbitraries.of("unpin", "unpin-dirty", "put", "put-dirty"))
                .as((take, release) -> ImmutableList.of(
                        WritebackCall.parse(take),
                        WritebackCall.parse("dma"),
                        WritebackCall.parse("dma-stop"),
                        WritebackCall.parse(release)));
        Arbitrary<WritebackShape> shapes = Combinators.combine(
                        Arbitraries.of(WbPolicy.class), Arbitraries.of(WritebackShape.Layout.class))
                .as((policy, layout) -> new WritebackShape(policy, true, policy == WbPolicy.BOUNCE, layout));
        return Combinators.combine(shapes, Arbitraries.oneOf(driver, calls), calls, calls, Arbitraries.longs())
                .as((shape, first, second, third, seed) -> new Run(
                        new WritebackScript(shape, ImmutableList.of(first, second, third), WritebackMutant.NONE),
                        seed));
    }

    @Property(tries = 100)
    void every_step_is_one_of_the_specification(@ForAll("runs") Run run) {
        Result result = explore(run);
        assertFalse(
                result instanceof Result.Violated violated && violated.text().startsWith("diverges"),
                () -> run + " " + result);
    }

    @Property(tries = 100)
    void what_the_explorer_calls_wrong_the_specification_calls_wrong(@ForAll("runs") Run run) {
        Machine machine =
                new Machine(WritebackRung.RUNG.code(run.script().toString()).program());
        Result result = Exploration.of(machine, StrategyCatalog.strategy("random", run.seed()), 5)
                .run();
        // That somebody waits for ever is liveness: no state of the specification breaks it.
        if (result instanceof Result.Violated violated && !violated.text().matches("(deadlock|FsyncReturns).*")) {
            Verdict verdict = new ConformingExploration(run.script().toString(), spec(run.script()), new Heartbeat())
                    .explain(violated.schedule());
            assertTrue(
                    verdict instanceof Verdict.Violates,
                    () -> run + ": the explorer says " + violated.text() + ", the specification " + verdict);
        }
    }

    @Property(tries = 15)
    void the_code_follows_every_walk_through_the_specification(
            @ForAll WbPolicy policy, @ForAll("choices") List<Integer> choices) {
        Trace trace = walk(policy, choices);
        assertInstanceOf(
                Verdict.Conforms.class,
                new TraceReplay(Rung.CORRECT, "replay").replay(TraceFiles.stream(trace)),
                () -> trace.events().toString());
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 9_999).list().ofMinSize(1).ofMaxSize(120);
    }

    /** Takes at each state the enabled step that the choice points at. */
    private static Trace walk(WbPolicy policy, List<Integer> choices) {
        WritebackScript script = WritebackScript.idle(
                new WritebackShape(policy, true, false, WritebackShape.Layout.DIRTY), TASKS, WritebackMutant.NONE);
        CheckedSpec spec = open(WritebackSpec.constants(script));
        SpecState state = spec.initialStates().get(0);
        List<Event> events = new ArrayList<>();
        ImmutableSortedMap<String, Value> initial = observed(state);
        for (int choice : choices) {
            List<ActionCall> enabled = spec.enabled(state);
            if (enabled.isEmpty()) {
                // Whoever waits for pins that it has itself waits for ever.
                assertTrue(policy == WbPolicy.WAIT || policy == WbPolicy.REVOKE, () -> policy + " is stuck");
                break;
            }
            ActionCall action = enabled.get(choice % enabled.size());
            state = spec.successors(state, action).get(0);
            String task = ((Value.Str) action.parameters().get("t")).value();
            events.add(Event.of(events.size() + 1, task, action.name(), action.parameters(), observed(state)));
        }
        return Trace.numbered(TraceHeader.of(WritebackSpec.MODULE, WritebackSpec.constants(script)), initial, events);
    }

    private static ImmutableSortedMap<String, Value> observed(SpecState state) {
        return WritebackSpec.OBSERVED.stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(String::compareTo, name -> name, state::get));
    }

    private static Result explore(Run run) {
        SpecifiedCode code = WritebackRung.RUNG.code(run.script().toString());
        Machine machine = new Machine(code.program(), Limits.DEFAULT);
        ConformingSteps steps = new ConformingSteps(new Conformance(spec(run.script()), WritebackSpec.OBSERVED), code);
        return new Exploration<>(machine, StrategyCatalog.strategy("random", run.seed()), 5, steps, end -> {}).run();
    }

    private static CheckedSpec spec(WritebackScript script) {
        Map<String, Value> constants = new LinkedHashMap<>(WritebackSpec.constants(script));
        constants.put("Layouts", LAYOUTS);
        return open(ImmutableMap.copyOf(constants));
    }

    private static CheckedSpec open(ImmutableMap<String, Value> wanted) {
        return OPEN.computeIfAbsent(wanted, constants -> WritebackRung.RUNG.open(Path.of("spec"), constants));
    }
}
