package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinproof.sched.Schedule;

class WritebackScriptProperties {
    @Provide
    Arbitrary<WritebackScript> scripts() {
        return WritebackScriptArbitraries.any();
    }

    @Provide
    Arbitrary<WritebackScript> sound() {
        return WritebackScriptArbitraries.sound();
    }

    @Provide
    Arbitrary<WritebackCall> calls() {
        return WritebackScriptArbitraries.calls();
    }

    @Property(tries = 300)
    void a_printed_call_is_read_back(@ForAll("calls") WritebackCall call) {
        assertEquals(call, WritebackCall.parse(call.toString()));
    }

    @Property(tries = 300)
    void a_printed_script_is_read_back(@ForAll("scripts") WritebackScript script) {
        assertEquals(script, WritebackScript.parse(script.toString()));
        assertEquals(script.toString(), WritebackScript.parse(script.toString()).toString());
    }

    @Property(tries = 300)
    void a_script_is_the_scenario_of_its_schedules(@ForAll("scripts") WritebackScript script) {
        Schedule schedule = Schedule.of(script.toString(), 0, 0);
        assertEquals(schedule, Schedule.parse(schedule.toString(), script.toString()));
    }

    /** The scripts that are to hold keep to what drivers have to. */
    @Property(tries = 300)
    void a_sound_script_pairs_its_calls(@ForAll("sound") WritebackScript script) {
        for (var calls : script.tasks()) {
            int held = 0;
            boolean mapped = false;
            for (WritebackCall call : calls) {
                switch (call.kind()) {
                    case PIN, PIN_LONGTERM, GET, ODP -> held++;
                    case DMA -> mapped = true;
                    case DMA_STOP -> mapped = false;
                    case UNPIN_DIRTY, PUT -> {
                        held--;
                        assertTrue(!mapped, script::toString);
                    }
                    default -> assertTrue(call.kind() != WritebackCall.Kind.UNPIN, script::toString);
                }
            }
            assertEquals(0, held, script::toString);
        }
    }
}
