package org.pinproof.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceMutationsTest {
    private final Trace trace = AnyTrace.example();

    @Test
    void a_dropped_event_leaves_the_others_numbered_without_gaps() {
        Trace shorter = TraceMutations.dropEvent(trace, 1);
        assertEquals(List.of("FastGrab", "FastRecheck"), actions(shorter));
        assertEquals(2, shorter.events().get(1).seq());
    }

    @Test
    void swapped_events_keep_what_they_observed() {
        Trace swapped = TraceMutations.swapEvents(trace, 0);
        assertEquals(List.of("ZapClear", "FastGrab", "FastRecheck"), actions(swapped));
        assertEquals(trace.events().get(1).withSeq(1), swapped.events().get(0));
        assertEquals(trace.events().get(0).withSeq(2), swapped.events().get(1));
    }

    @Test
    void every_field_is_listed_and_each_alteration_changes_that_one_alone() {
        Event event = trace.events().get(0);
        assertEquals(List.of("action", "task", "parameter.f", "post.cnt", "post.pc"), TraceMutations.fields(event));
        for (String field : TraceMutations.fields(event)) {
            Trace altered = TraceMutations.alterField(trace, 0, field);
            assertNotEquals(event, altered.events().get(0));
            assertEquals(trace.events().subList(1, 3), altered.events().subList(1, 3));
            assertEquals(altered, TraceMutations.alterField(trace, 0, field));
        }
    }

    @Test
    void an_altered_name_is_another_one_of_the_trace_and_the_parameter_t_follows_the_task() {
        assertEquals(
                "FastRecheck",
                TraceMutations.alterField(trace, 0, "action").events().get(0).action());
        Event renamed = TraceMutations.alterField(trace, 0, "task").events().get(0);
        assertEquals("t2", renamed.task());
        assertEquals(Value.of("t2"), renamed.parameters().get("t"));
    }

    @Test
    void the_altered_place_of_a_value_moves_with_the_event() {
        assertEquals("(0 :> 1024 @@ 1 :> 1)", post(0, "cnt"));
        assertEquals("(0 :> 1025 @@ 1 :> 0)", post(1, "cnt"));
        assertEquals("[t1 |-> \"FastRecheck\", t2 |-> \"Idle_altered\"]", post(0, "pc"));
    }

    @Test
    void refuses_a_field_the_event_does_not_have() {
        assertEquals(
                "event 1 has the fields [action, task, parameter.f, post.cnt, post.pc], not post.x",
                assertThrows(IllegalArgumentException.class, () -> TraceMutations.alterField(trace, 0, "post.x"))
                        .getMessage());
    }

    private String post(int index, String variable) {
        return TraceMutations.alterField(trace, index, "post." + variable)
                .events()
                .get(index)
                .post()
                .get(variable)
                .toString();
    }

    private static List<String> actions(Trace trace) {
        return trace.events().stream().map(Event::action).toList();
    }
}
