package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

class TraceReplayTest {
    private final Trace good = Recording.of(Schedule.parse("order0/2/1/pin(0,1)|clean(0):0x4.1.0x4.1x3.0"));

    private static Verdict replay(Trace trace, String mutant) {
        return new TraceReplay(mutant, "replay x").replay(TraceFiles.stream(trace));
    }

    @Test
    void the_code_follows_its_own_recording() {
        assertEquals(new Verdict.Conforms(13), replay(good, Rung.CORRECT));
    }

    @Test
    void a_mutant_does_not_follow_and_the_step_is_named() {
        Divergence divergence = assertInstanceOf(Verdict.Diverges.class, replay(good, "A05-undo-put-after-pin"))
                .divergence();
        assertEquals(9, divergence.step());
        assertEquals(Reason.Kind.WRONG_STATE, divergence.reason().kind());
    }

    @Test
    void a_trace_of_another_module_is_not_replayed() {
        Trace other = good.withHeader(TraceHeader.of("Elsewhere", good.header().constants()));
        assertEquals(
                new Verdict.Failed("the trace is of module Elsewhere, and the code follows " + Rungs.ALL.modules()
                        + "; correct the trace's spec"),
                replay(other, Rung.CORRECT));
    }

    @Test
    void a_trace_of_another_word_is_not_replayed() {
        Map<String, Value> constants = new LinkedHashMap<>(good.header().constants());
        constants.put("BIAS", Value.of(4));
        Trace narrow = good.withHeader(TraceHeader.of("GupFast", ImmutableMap.copyOf(constants)));
        assertEquals(
                "constant BIAS must be 1024, as it is in the code, to replay a trace; found 4; hold the trace against the"
                        + " specification instead",
                assertThrows(SpecException.class, () -> replay(narrow, Rung.CORRECT))
                        .getMessage());
    }
}
