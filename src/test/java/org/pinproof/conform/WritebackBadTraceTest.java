package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** Traces of module Writeback that are well-formed files, and about which nothing can be asked. */
class WritebackBadTraceTest {
    private static final Trace GOOD = AcceptedTraces.recording("wb/NONE/unstable/dirty/fill;store(0):0x2");

    private static Trace with(String constant, Value value) {
        Map<String, Value> constants = new LinkedHashMap<>(GOOD.header().constants());
        constants.put(constant, value);
        return GOOD.withHeader(TraceHeader.of("Writeback", ImmutableMap.copyOf(constants)));
    }

    private static Trace saying(String action, ImmutableSortedMap<String, Value> parameters) {
        Event event = Event.of(1, "t1", action, parameters, GOOD.initial());
        return new Trace(GOOD.header(), GOOD.initial(), ImmutableList.of(event));
    }

    private static Verdict check(Trace trace) {
        return new TraceConformance(TraceCorpus.SPECS.of(trace.header()), "conform x").check(TraceFiles.stream(trace));
    }

    private static Verdict replay(Trace trace) {
        return new TraceReplay(Rung.CORRECT, "replay x").replay(TraceFiles.stream(trace));
    }

    private static String refusal(Trace trace) {
        return assertThrows(SpecException.class, () -> check(trace)).getMessage();
    }

    @Test
    void the_code_is_not_asked_about_constants_that_the_module_does_not_have() {
        Trace trace = with("Foo", Value.of(1));
        String message =
                "unknown constant Foo: module Writeback has Threads, NoThread, Policy, Stable, Notifier, Layouts,"
                        + " W, BIAS; correct the name in the trace's header";
        assertEquals(message, refusal(trace));
        assertEquals(
                message, assertThrows(SpecException.class, () -> replay(trace)).getMessage());
    }

    private static String message(Verdict verdict) {
        return ((Verdict.Failed) verdict).message();
    }

    @Test
    void the_trace_that_is_spoilt_here_is_good() {
        assertEquals(new Verdict.Conforms(2), check(GOOD));
        assertEquals(new Verdict.Conforms(2), replay(GOOD));
    }

    @Test
    void a_policy_that_does_not_exist_is_named_with_those_that_do() {
        Trace trace = with("Policy", Value.of("PRAY"));
        String message =
                "constant Policy must be one of [NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY, REVOKE, DENY]; found \"PRAY\";"
                        + " correct the trace's header";
        assertEquals(message, refusal(trace));
        assertEquals(
                message, assertThrows(SpecException.class, () -> replay(trace)).getMessage());
    }

    @Test
    void a_layout_that_does_not_exist_is_named_with_those_that_do() {
        assertEquals(
                "constant Layouts must be a set of dirty, clean, cached and lazyfree; found {\"swapped\"};"
                        + " correct the trace's header",
                refusal(with("Layouts", Value.set(ImmutableList.of(Value.of("swapped"))))));
    }

    @Test
    void a_flag_is_true_or_false() {
        assertEquals(
                "constant Stable must be TRUE or FALSE; found 1; correct the trace's header",
                refusal(with("Stable", Value.of(1))));
    }

    @Test
    void a_constant_of_another_module_is_refused() {
        assertEquals(
                "unknown constant Frames: module Writeback has Threads, NoThread, Policy, Stable, Notifier, Layouts, W, BIAS;"
                        + " correct the name in the trace's header",
                refusal(with("Frames", Value.of(2))));
    }

    @Test
    void an_action_that_does_not_exist_is_refused_by_both_sides() {
        Trace trace = saying("WbWriteAll", ImmutableSortedMap.of("t", Value.of("t1")));
        assertEquals(
                "event 1: unknown action WbWriteAll: module Writeback has …; rename the event or correct the trace's spec",
                message(check(trace)).replaceFirst(" has .*;", " has …;"));
        assertEquals(
                "event 1: unknown action WbWriteAll; the code's steps are …",
                message(replay(trace)).replaceFirst(" are .*", " are …"));
    }

    @Test
    void a_store_has_to_say_to_which_half() {
        Trace trace = saying("DmaStore", ImmutableSortedMap.of("t", Value.of("t1")));
        assertEquals(
                "event 1: action DmaStore has the parameters h, t; the event has t; record the trace again",
                message(check(trace)));
        assertEquals("event 1: action DmaStore(t=\"t1\") needs parameter h: a half, 0 or 1", message(replay(trace)));
    }

    @Test
    void a_variable_that_only_the_specification_knows_cannot_be_observed() {
        Event event = GOOD.events().get(0);
        ImmutableSortedMap<String, Value> post = ImmutableSortedMap.of("csum", Value.of(0));
        Trace trace = new Trace(
                GOOD.header(),
                GOOD.initial(),
                ImmutableList.of(Event.of(1, event.task(), event.action(), event.parameters(), post)));
        assertEquals(
                "event 1: unknown variable csum: what can be observed of module Writeback is "
                        + String.join(", ", WritebackSpec.OBSERVED) + "; drop or rename it",
                message(check(trace)));
    }
}
