package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinproof.sched.Schedule;

class GupScriptProperties {
    @Provide
    Arbitrary<GupScript> scripts() {
        return Arbitraries.of(GupMutant.class).flatMap(ScriptArbitraries::scripts);
    }

    @Provide
    Arbitrary<GupCall> calls() {
        return ScriptArbitraries.calls();
    }

    @Provide
    Arbitrary<Run> runs() {
        return Run.of(GupMutant.NONE);
    }

    @Property(tries = 300)
    void a_printed_call_is_read_back(@ForAll("calls") GupCall call) {
        assertEquals(call, GupCall.parse(call.toString()));
    }

    @Property(tries = 300)
    void a_printed_script_is_read_back(@ForAll("scripts") GupScript script) {
        assertEquals(script, GupScript.parse(script.toString()));
        assertEquals(script.toString(), GupScript.parse(script.toString()).toString());
    }

    @Property(tries = 300)
    void a_script_is_within_its_bounds(@ForAll("scripts") GupScript script) {
        assertTrue(script.shape().frames() <= 3 && script.shape().vpns() <= 2, script::toString);
        assertTrue(script.tasks().stream().allMatch(calls -> calls.size() <= 4), script::toString);
    }

    @Property(tries = 300)
    void the_schedule_of_a_run_names_its_script(@ForAll("runs") Run run) {
        Schedule schedule = run.schedule();
        assertEquals(schedule, Schedule.parse(schedule.toString(), run.script().toString()));
        assertEquals(
                "java -jar target/pinproof.jar explore '" + run.script() + "' --schedule '" + schedule + "'",
                run.toString());
    }
}
