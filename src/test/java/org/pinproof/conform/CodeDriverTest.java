package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Value;

class CodeDriverTest {

    @Test
    void names_what_a_task_that_cannot_take_the_step_waits_for() {
        CodeDriver driver = new CodeDriver(GupRung.RUNG.idle(GupRung.RUNG.constants("order0/2/1/|"), Rung.CORRECT));
        assertEquals("nothing: it is between calls", driver.standsBefore(1));
        assertTrue(driver.ask(call("WbMkcleanClear", "t1")).taken().isPresent());
        CodeDriver.Asked asked = driver.ask(call("ZapClear", "t2"));
        assertTrue(asked.taken().isEmpty());
        assertEquals("ZapClear and waits for ptl", asked.standsBefore());
    }

    private static ActionCall call(String name, String task) {
        return new ActionCall(name, ImmutableSortedMap.of("t", Value.of(task), "v", Value.of(0)));
    }
}
