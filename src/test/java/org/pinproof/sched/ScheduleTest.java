package org.pinproof.sched;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final String SHAPE =
            " A schedule is SCENARIO:RUNS, the runs joined by dots, each a task's number from 0 or"
                    + " NUMBERxSTEPS, for example gup-vs-clear:0x3.1x2.0.";

    @Test
    void prints_runs_of_one_task_by_their_length() {
        Schedule schedule = Schedule.of("gup-vs-clear", 0, 0, 0, 1, 1, 0);
        assertEquals("gup-vs-clear:0x3.1x2.0", schedule.toString());
        assertEquals(6, schedule.steps());
        assertEquals(2, schedule.switches());
    }

    @Test
    void reads_what_it_prints() {
        assertEquals(Schedule.of("s", 0, 0, 12), Schedule.parse("s:0x2.12", "s"));
        assertEquals(Schedule.of("s"), Schedule.parse("s:"));
        assertEquals("s:", Schedule.of("s").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no colon", ":0", "a b:0"})
    void rejects_a_text_that_is_not_a_schedule(String text) {
        assertEquals("not a schedule: \"" + text + "\"." + SHAPE, error(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0x", "-1", "0x0x2", "100", "0x99999999", "one"})
    void names_the_run_that_it_cannot_read(String run) {
        assertEquals("not a schedule: \"s:1." + run + "\": \"" + run + "\" is not a run." + SHAPE, error("s:1." + run));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x0", "0x1000000"})
    void rejects_a_run_of_no_steps_or_of_too_many(String run) {
        assertEquals(
                "not a schedule: \"s:1." + run + "\": run \"" + run
                        + "\" must have at least 1 step, and a schedule at most 1000000." + SHAPE,
                error("s:1." + run));
    }

    @Test
    void names_both_scenarios_if_it_is_for_another() {
        assertEquals(
                "the schedule is for scenario other, not for mine: run it with scenario other, or give a schedule that begins"
                        + " with \"mine:\".",
                assertThrows(ScheduleException.class, () -> Schedule.parse("other:0", "mine"))
                        .getMessage());
    }

    private static String error(String text) {
        return assertThrows(ScheduleException.class, () -> Schedule.parse(text)).getMessage();
    }
}
