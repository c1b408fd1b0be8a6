package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/**
 * Behaviours of the specification that no graph of CI's size holds: four tasks, three frames, no bound on what is held. Each is a
 * random walk through what TLC allows, driven through the code.
 */
class SpecWalkProperties {
    private static final GupScript SHAPE = GupScript.parse("tails/3/2/|||");
    private static CheckedSpec spec;

    @BeforeContainer
    static void open() {
        spec = GupRung.RUNG.open(Path.of("spec"), GupSpec.constants(SHAPE));
    }

    @AfterContainer
    static void close() {
        spec.close();
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers().between(0, 9_999).list().ofMinSize(1).ofMaxSize(120);
    }

    @Property(tries = 60)
    void the_code_follows_every_walk_through_the_specification(@ForAll("choices") List<Integer> choices) {
        Trace trace = walk(choices);
        assertInstanceOf(
                Verdict.Conforms.class,
                new TraceReplay(Rung.CORRECT, "replay").replay(TraceFiles.stream(trace)),
                () -> trace.events().toString());
    }

    @Property(tries = 60)
    void every_walk_through_the_specification_conforms_to_it(@ForAll("choices") List<Integer> choices) {
        Trace trace = walk(choices);
        assertInstanceOf(Verdict.Conforms.class, new TraceConformance(spec, "conform").check(TraceFiles.stream(trace)));
    }

    /** Takes at each state the enabled step that the choice points at. */
    private static Trace walk(List<Integer> choices) {
        SpecState state = spec.initialStates().get(0);
        List<Event> events = new ArrayList<>();
        ImmutableSortedMap<String, Value> initial = observed(state);
        for (int choice : choices) {
            List<ActionCall> enabled = spec.enabled(state);
            ActionCall action = enabled.get(choice % enabled.size());
            state = spec.successors(state, action).get(0);
            String task = ((Value.Str) action.parameters().get("t")).value();
            events.add(Event.of(events.size() + 1, task, action.name(), action.parameters(), observed(state)));
        }
        return Trace.numbered(TraceHeader.of(GupSpec.MODULE, GupSpec.constants(SHAPE)), initial, events);
    }

    private static ImmutableSortedMap<String, Value> observed(SpecState state) {
        return GupSpec.OBSERVED.stream()
                .collect(ImmutableSortedMap.toImmutableSortedMap(String::compareTo, name -> name, state::get));
    }
}
