package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.Recording;
import org.pinproof.conform.Rungs;
import org.pinproof.report.Interleaving;
import org.pinproof.report.Interleavings;
import org.pinproof.sched.Schedule;
import org.pinproof.trace.TraceFiles;

class StateBesideTest {
    private static Interleaving of(String text) {
        Schedule schedule = Schedule.parse(text);
        String script = schedule.scenario();
        Interleaving execution = Interleavings.of(TraceFiles.stream(Recording.of(schedule)), schedule.steps());
        return StateBeside.of(execution, Rungs.ALL.ofScript(script).code(script), schedule);
    }

    @Test
    void a_task_that_takes_no_step_leaves_its_calls_to_nobody() {
        Interleaving execution = of("wb/NONE/stable/dirty/fill;store(0)|flush|zap:2x2.0");
        assertEquals(ImmutableList.of("t1", "t3"), execution.tasks());
        assertEquals(
                ImmutableList.of(ImmutableList.of("fill", "store(0)"), ImmutableList.of("zap")),
                execution.beside().orElseThrow().calls());
    }
}
