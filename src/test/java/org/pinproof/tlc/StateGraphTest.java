package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.Violation.PathStep;

class StateGraphTest {
    private static StateGraph explore(CheckedSpec spec, Limits limits) {
        return StateGraph.explore(spec, limits, ProgressListener.NONE);
    }

    @Test
    void enumerates_the_whole_labelled_graph() {
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            StateGraph graph = explore(spec, Limits.standard());
            assertTrue(graph.complete());
            assertEquals(graph.edges() + graph.initialStates(), graph.generated());
            assertEquals(List.of("Advance", "Release", "Take"), graph.fired().asList());
            for (int edge = 0; edge < graph.edges(); edge++) {
                ActionCall action = spec.actions().get(graph.action(edge));
                SpecState target = graph.state(graph.target(edge));
                assertTrue(
                        spec.successors(graph.state(graph.source(edge)), action).contains(target));
            }
        }
    }

    @Test
    void finds_dropped_states_again() {
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            StateGraph kept = explore(spec, Limits.standard());
            StateGraph dropped = explore(spec, Limits.standard().droppingStates());
            assertEquals(kept.distinct(), dropped.distinct());
            for (int id = 0; id < kept.distinct(); id++) {
                assertEquals(kept.state(id), dropped.state(id));
            }
        }
    }

    @Test
    void gives_a_shortest_path_to_a_violation() {
        try (CheckedSpec spec = ToySpecs.baton("BreaksInvariant")) {
            Violation found = explore(spec, Limits.standard()).violation().orElseThrow();
            assertEquals(PropertyKind.INVARIANT, found.kind());
            assertEquals("NobodyDone", found.property());
            assertEquals(
                    List.of("", "Take", "Advance", "Advance"),
                    found.path().stream()
                            .map(step -> step.action().map(ActionCall::name).orElse(""))
                            .toList());
            PathStep last = found.path().get(found.depth() - 1);
            assertEquals(Optional.of("NobodyDone"), spec.violatedInvariant(last.state()));
        }
    }

    @Test
    void a_refinement_step_that_is_not_allowed_is_named_by_its_property() {
        try (CheckedSpec spec = ToySpecs.baton("BreaksRefinement")) {
            Violation found = explore(spec, Limits.standard()).violation().orElseThrow();
            assertEquals(PropertyKind.ACTION_PROPERTY, found.kind());
            assertEquals("RefinesLosing", found.property());
        }
    }

    @Test
    void looks_for_witnesses() {
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            StateGraph graph = StateGraph.explore(
                    spec, Limits.standard(), List.of("SomebodyDone", "Impossible"), ProgressListener.NONE);
            assertEquals(ImmutableMap.of("SomebodyDone", true, "Impossible", false), graph.witnesses());
        }
    }

    @Test
    void says_which_limit_stopped_it() {
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            StateGraph whole = explore(spec, Limits.standard());
            assertTrue(explore(spec, new Limits(whole.distinct(), 10_000, true)).complete());
            StateGraph cut = explore(spec, new Limits(whole.distinct() - 1, 10_000, true));
            assertFalse(cut.complete());
            assertEquals(Optional.of("limit of " + (whole.distinct() - 1) + " states reached; raise it"), cut.cut());
            assertEquals(
                    Optional.of("limit of 7 edges reached; raise it"),
                    explore(spec, new Limits(100, 7, true)).cut());
        }
    }

    @Test
    void an_action_that_cannot_be_evaluated_stops_the_search_with_its_name() {
        try (CheckedSpec spec = SpecSteppers.open(ToySpecs.FOLDER, "FailsToEvaluate", ToySpecs.cfg("Plain"))) {
            String message = assertThrows(SpecException.class, () -> explore(spec, Limits.standard()))
                    .getMessage();
            assertTrue(message.startsWith("TLC cannot compute the successors by Break()"), message);
        }
    }

    @Test
    void reports_progress() {
        try (CheckedSpec spec = ToySpecs.baton("Large")) {
            List<Progress> heard = new ArrayList<>();
            StateGraph graph = StateGraph.explore(spec, Limits.standard().droppingStates(), heard::add);
            assertFalse(heard.isEmpty());
            Progress last = heard.get(heard.size() - 1);
            assertTrue(last.distinct() <= graph.distinct() && last.queue() >= 0 && last.depth() <= graph.depth());
            assertTrue(last.rate() > 0);
        }
    }

    @Test
    void several_threads_step_one_specification() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            int distinct = explore(spec, Limits.standard()).distinct();
            List<Future<Integer>> counts = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(
                            () -> explore(spec, Limits.standard()).distinct()))
                    .toList();
            for (Future<Integer> count : counts) {
                assertEquals(distinct, count.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
