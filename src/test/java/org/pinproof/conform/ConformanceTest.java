package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.Conformance.Position;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.trace.Value;

/** Conformance where several states are possible, on a toy. */
class ConformanceTest {
    private static final ImmutableSortedMap<String, Value> NOTHING = ImmutableSortedMap.of();

    private CheckedSpec spec;

    @AfterEach
    void close() {
        spec.close();
    }

    private Conformance guess(String... invariants) {
        spec = SpecSteppers.open(
                Path.of("src/test/resources/conform"), "Guess", SpecConstants.none(), List.of(invariants));
        return new Conformance(spec, List.of("said", "asked"));
    }

    private static ActionCall act(String name) {
        return new ActionCall(name, ImmutableSortedMap.of("t", Value.of("t1")));
    }

    private static ImmutableSortedMap<String, Value> said(long number) {
        return ImmutableSortedMap.of("said", Value.of(number));
    }

    @Test
    void carries_every_state_that_explains_what_was_seen() {
        Conformance conformance = guess();
        Position thought = conformance.step(conformance.begin(NOTHING), act("Think"), said(0));
        assertEquals(3, thought.size());
        assertEquals(1, conformance.step(thought, act("Say"), said(2)).size());
        assertTrue(conformance.step(thought, act("Say"), said(4)).isLost());
    }

    @Test
    void the_same_possibilities_are_the_same_position_however_they_were_found() {
        Conformance conformance = guess();
        Position start = conformance.begin(NOTHING);
        Position one = conformance.step(start, act("Think"), NOTHING);
        Position other = conformance.step(start, act("ThinkBackwards"), NOTHING);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(one.identity(), other.identity());
    }

    @Test
    void different_possibilities_are_different_positions() {
        Conformance conformance = guess();
        Position start = conformance.begin(NOTHING);
        Position thought = conformance.step(start, act("Think"), NOTHING);
        Position asked = conformance.step(thought, act("Ask"), NOTHING);
        assertFalse(thought.equals(asked));
        assertFalse(thought.identity() == asked.identity());
        assertFalse(start.identity() == thought.identity());
    }

    @Test
    void an_invariant_is_violated_if_every_possible_state_breaks_one() {
        Conformance conformance = guess("NotTwo", "NothingThought");
        Position start = conformance.begin(NOTHING);
        assertEquals(Optional.empty(), conformance.violated(start));
        Position thought = conformance.step(start, act("Think"), NOTHING);
        assertEquals(Optional.of("NothingThought"), conformance.violated(thought));
        assertTrue(conformance.withoutViolating(thought).isLost());
    }

    @Test
    void an_explanation_that_breaks_an_invariant_is_dropped_while_others_stand() {
        Conformance conformance = guess("NotTwo");
        Position thought = conformance.step(conformance.begin(NOTHING), act("Think"), NOTHING);
        assertEquals(Optional.empty(), conformance.violated(thought));
        Position clean = conformance.withoutViolating(thought);
        assertEquals(2, clean.size());
        assertTrue(conformance.step(clean, act("Say"), said(2)).isLost());
        assertFalse(conformance.step(clean, act("Say"), said(3)).isLost());
    }

    @Test
    void a_step_left_out_is_found_where_it_alone_would_help() {
        Conformance conformance = guess();
        Position start = conformance.begin(NOTHING);
        Refusal refusal = conformance.explain(start, act("Say"), said(3));
        assertEquals(Reason.Kind.MISSING_ACTION, refusal.kind());
        assertEquals(Optional.of(act("Think")), refusal.missing());
        assertEquals("thought # 0", refusal.falseConjunct().orElseThrow().text());
    }

    @Test
    void a_step_that_no_single_other_one_enables_is_unexpected() {
        Conformance conformance = guess();
        Refusal refusal = conformance.explain(conformance.begin(NOTHING), act("Say"), said(4));
        assertEquals(Reason.Kind.UNEXPECTED_ACTION, refusal.kind());
    }

    @Test
    void a_step_the_module_does_not_have_is_unexpected() {
        Conformance conformance = guess();
        ActionCall other = new ActionCall("Think", ImmutableSortedMap.of("t", Value.of("t9")));
        Position start = conformance.begin(NOTHING);
        assertTrue(conformance.step(start, other, NOTHING).isLost());
        Refusal refusal = conformance.explain(start, other, NOTHING);
        assertEquals(Reason.Kind.UNEXPECTED_ACTION, refusal.kind());
        assertEquals(Optional.empty(), refusal.falseConjunct());
    }

    @Test
    void an_enabled_step_to_another_state_is_a_wrong_state() {
        Conformance conformance = guess();
        Position thought = conformance.step(conformance.begin(NOTHING), act("Think"), NOTHING);
        Refusal refusal = conformance.explain(thought, act("Say"), said(9));
        assertEquals(Reason.Kind.WRONG_STATE, refusal.kind());
        assertEquals(
                "[Difference[place=said, expected=1, actual=9]]",
                refusal.differences().toString());
    }

    @Test
    void a_memo_that_starts_afresh_gives_the_same_answers() {
        guess("NotTwo");
        SpecMemo small = new SpecMemo(spec, List.of("said", "asked"), 2);
        SpecMemo.Known start = small.initial().get(0);
        SpecMemo.Known before = start.step(act("Think")).get(0);
        SpecMemo.Known later = before;
        for (int i = 0; i < 10; i++) {
            later = later.step(act("Ask")).get(0);
        }
        assertEquals(Value.of(10), later.seen().get("asked"));
        assertEquals(before, start.step(act("Think")).get(0));
        assertEquals(before.hashCode(), start.step(act("Think")).get(0).hashCode());
    }
}
