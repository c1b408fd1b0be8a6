package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pinproof.sched.Schedule;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.TraceMutations;
import org.pinproof.trace.Value;

/** What is wrong with a trace before the question of conformance can be asked, and what the answer names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceConformanceTest {
    private final OpenSpecs specs = new OpenSpecs();
    private final Trace good = Recording.of(Schedule.parse("order0/2/1/pin(0,1)|clean(0):0x4.1.0x4.1x3.0"));

    @AfterAll
    void close() {
        specs.close();
    }

    private Verdict check(Trace trace) {
        return new TraceConformance(specs.of(good.header()), "conform x").check(TraceFiles.stream(trace));
    }

    private String failure(Trace trace) {
        return assertInstanceOf(Verdict.Failed.class, check(trace)).message();
    }

    private Trace with(Event event) {
        List<Event> events = new ArrayList<>(good.events());
        events.set((int) event.seq() - 1, event);
        return new Trace(good.header(), good.initial(), ImmutableList.copyOf(events));
    }

    @Test
    void a_trace_of_another_module_is_not_checked() {
        TraceHeader other = TraceHeader.of("PinCount", good.header().constants());
        assertEquals(
                "the trace is of module PinCount, and is to be held against GupFast; correct the trace's spec",
                failure(good.withHeader(other)));
    }

    @Test
    void an_unknown_action_is_named_with_the_known_ones() {
        Event grab = good.events().get(5);
        String message = failure(with(Event.of(6, "t1", "FastGrap", grab.parameters(), grab.post())));
        assertEquals(
                "event 6: unknown action FastGrap: module GupFast has AllocPage, FastGrab, FastHeadRecheck,"
                        + " FastReadCount, FastReadHead, FastReadPmd, FastReadPte, FastRecheck, FastRecord, FastUndo,"
                        + " FltInstall, RelFree, RelReadHead, RelSub, SlowFollow, WbMkcleanClear, WbMkcleanFlush,"
                        + " WbMkcleanSet, WbPinTest, ZapClear, ZapFlush, ZapPut; rename the event or correct the"
                        + " trace's spec",
                message);
    }

    @Test
    void a_parameter_too_many_or_too_few_is_named() {
        Event grab = good.events().get(5);
        ImmutableSortedMap<String, Value> more = ImmutableSortedMap.of("f", Value.of(0), "t", Value.of("t1"));
        assertEquals(
                "event 6: action FastGrab has the parameters t; the event has f, t; record the trace again",
                failure(with(Event.of(6, "t1", "FastGrab", more, grab.post()))));
        assertEquals(
                "event 6: action FastGrab has the parameters t; the event has none; record the trace again",
                failure(with(Event.of(6, "t1", "FastGrab", ImmutableSortedMap.of(), grab.post()))));
    }

    @Test
    void a_parameter_with_a_value_the_module_does_not_have_is_an_unexpected_action() {
        ImmutableSortedMap<String, Value> outside = ImmutableSortedMap.of("t", Value.of("t2"), "v", Value.of(7));
        Event clear = good.events().get(4);
        Verdict verdict = check(with(Event.of(5, "t2", "WbMkcleanClear", outside, clear.post())));
        Divergence divergence =
                assertInstanceOf(Verdict.Diverges.class, verdict).divergence();
        assertEquals(5, divergence.step());
        assertEquals(Reason.Kind.UNEXPECTED_ACTION, divergence.reason().kind());
    }

    @Test
    void a_ghost_cannot_be_observed() {
        Event grab = good.events().get(5);
        ImmutableSortedMap<String, Value> ghost = ImmutableSortedMap.of("debt", Value.of(0));
        assertEquals(
                "event 6: unknown variable debt: what can be observed of module GupFast is cnt, head, free, pmd, pte,"
                        + " ptl, pc, loc, pins, gets; drop or rename it",
                failure(with(Event.of(6, "t1", "FastGrab", grab.parameters(), ghost))));
    }

    @Test
    void a_trace_without_events_is_no_evidence() {
        assertEquals(
                "the trace has no events, so there is nothing to check; record at least one step",
                failure(new Trace(good.header(), good.initial(), ImmutableList.of())));
    }

    @Test
    void a_missing_step_is_named() {
        Trace trace = TraceMutations.dropEvent(good, 9);
        Refusal refusal = (Refusal) assertInstanceOf(Verdict.Diverges.class, check(trace))
                .divergence()
                .reason();
        assertEquals("WbMkcleanFlush", refusal.missing().orElseThrow().name());
        assertEquals(Reason.Kind.MISSING_ACTION, refusal.kind());
    }

    @Test
    void names_alone_are_enough_to_check() {
        assertEquals(new Verdict.Conforms(13), check(Sensitivity.observing(good, ImmutableSet.of())));
    }
}
