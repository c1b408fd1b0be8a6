package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.SpecStepper.FalseConjunct;
import org.pinproof.trace.Value;

class SpecStepperTest {
    private static CheckedSpec spec;
    private static SpecState start;

    @BeforeAll
    static void open() {
        spec = ToySpecs.baton("Holds");
        start = spec.initialStates().get(0);
    }

    @AfterAll
    static void close() {
        spec.close();
    }

    private static ActionCall call(String name, String process) {
        return new ActionCall(name, ImmutableSortedMap.of("p", Value.of(process)));
    }

    private static SpecState after(SpecState state, String name, String process) {
        return spec.successors(state, call(name, process)).get(0);
    }

    @Test
    void lists_every_action_of_next_with_its_parameters_bound() {
        assertEquals(
                List.of(
                        "Take(p=\"p1\")",
                        "Advance(p=\"p1\")",
                        "Release(c=\"green\", p=\"p1\")",
                        "Release(c=\"red\", p=\"p1\")",
                        "Never(p=\"p1\")"),
                spec.actions().stream()
                        .filter(a -> a.parameters().get("p").equals(Value.of("p1")))
                        .map(ActionCall::toString)
                        .sorted((a, b) -> a.startsWith("Release") && b.startsWith("Release") ? a.compareTo(b) : 0)
                        .toList());
        assertEquals(10, spec.actions().size());
    }

    @Test
    void gives_variables_invariants_and_properties_in_the_order_of_module_and_cfg() {
        assertEquals("MCBaton", spec.module());
        assertEquals(List.of("count", "holder", "log"), spec.variables());
        assertEquals(List.of("TypeOK"), spec.invariants());
        assertEquals(List.of("CountsOnlyGrow"), spec.properties());
    }

    @Test
    void knows_what_its_module_extends_and_not_what_it_only_instantiates() {
        assertTrue(spec.modules().containsAll(List.of("MCBaton", "Baton")), spec.modules()::toString);
        assertFalse(spec.modules().contains("Turns"), spec.modules()::toString);
    }

    @Test
    void converts_functions_tuples_strings_and_model_values() {
        SpecState state = after(after(start, "Take", "p2"), "Advance", "p2");
        ActionCall release =
                new ActionCall("Release", ImmutableSortedMap.of("c", Value.of("red"), "p", Value.of("p2")));
        SpecState released = spec.successors(state, release).get(0);
        assertEquals(Value.record(Map.of("p1", Value.of(0), "p2", Value.of(1))), released.get("count"));
        assertEquals(Value.of("None"), released.get("holder"));
        assertEquals(Value.tuple(List.of(Value.of("red"), Value.of(1))), released.get("log"));
    }

    @Test
    void converts_a_value_once_and_takes_it_over_where_a_step_left_it_alone() {
        Value count = start.get("count");
        assertSame(count, start.get("count"));
        assertSame(count, after(start, "Take", "p1").get("count"));
    }

    @Test
    void states_are_equal_exactly_if_all_variables_are() {
        SpecState one = after(start, "Take", "p1");
        assertEquals(one, after(start, "Take", "p1"));
        assertEquals(one.fingerprint(), after(start, "Take", "p1").fingerprint());
        assertFalse(one.equals(after(start, "Take", "p2")));
    }

    @Test
    void says_which_actions_are_enabled() {
        assertEquals(List.of(call("Take", "p1"), call("Take", "p2")), spec.enabled(start));
        assertTrue(spec.successors(start, call("Advance", "p1")).isEmpty());
    }

    @Test
    void evaluates_named_predicates_and_constants() {
        assertTrue(spec.holds("NobodyDone", start));
        assertFalse(spec.holds("SomebodyDone", start));
        assertEquals(Value.of(2), spec.constant("Limit"));
        assertEquals(Value.of("None"), spec.constant("None"));
        assertEquals(Value.set(List.of(Value.of("p1"), Value.of("p2"))), spec.constant("Procs"));
    }

    @Test
    void names_the_first_false_conjunct_inside_an_operator_that_the_guard_applies() {
        SpecState held = after(start, "Take", "p1");
        assertEquals(
                Optional.of(new FalseConjunct("holder = None", "Baton.tla line 21")),
                spec.firstFalseConjunct(held, call("Take", "p2")));
    }

    @Test
    void names_a_false_conjunct_that_depends_on_a_let_definition() {
        SpecState full = after(after(after(start, "Take", "p1"), "Advance", "p1"), "Advance", "p1");
        assertEquals(
                Optional.of(new FalseConjunct("next =< Limit", "Baton.tla line 31")),
                spec.firstFalseConjunct(full, call("Advance", "p1")));
    }

    @Test
    void an_enabled_action_has_no_false_conjunct() {
        assertEquals(Optional.empty(), spec.firstFalseConjunct(start, call("Take", "p1")));
    }

    @Test
    void reports_the_first_violated_invariant() {
        try (CheckedSpec broken = ToySpecs.baton("BreaksInitially")) {
            assertEquals(
                    Optional.of("NotStarted"),
                    broken.violatedInvariant(broken.initialStates().get(0)));
        }
        assertEquals(Optional.empty(), spec.violatedInvariant(start));
    }

    @Test
    void rejects_names_that_the_specification_does_not_have() {
        assertEquals(
                "a state has the specification's variables; there is no head among [count, holder, log]",
                assertThrows(SpecException.class, () -> start.get("head")).getMessage());
        assertEquals(
                "a constant must be declared by the module; MCBaton declares no constant Bound; check the name",
                assertThrows(SpecException.class, () -> spec.constant("Bound")).getMessage());
        assertEquals(
                "a state predicate must be an operator without parameters; module MCBaton has no operator Done;"
                        + " check the name",
                assertThrows(SpecException.class, () -> spec.holds("Done", start))
                        .getMessage());
        assertEquals(
                "an action must be one of MCBaton's Next; there is no Take(p=\"p9\")",
                assertThrows(SpecException.class, () -> spec.successors(start, call("Take", "p9")))
                        .getMessage());
    }

    @Test
    void different_specifications_are_open_at_the_same_time() {
        try (CheckedSpec other = SpecSteppers.open(ToySpecs.FOLDER, "Unsplit", ToySpecs.cfg("Plain"))) {
            SpecState zero = other.initialStates().get(0);
            assertEquals(Value.of(0), zero.get("x"));
            assertEquals(2, spec.enabled(start).size());
            assertThrows(SpecException.class, () -> spec.enabled(zero));
        }
    }
}
