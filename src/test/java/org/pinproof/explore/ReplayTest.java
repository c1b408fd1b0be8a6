package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.ScheduleException;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

class ReplayTest {

    private static final String REMEDY =
            " The schedule belongs to another version of the scenario, or was cut or edited.";

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B7", "B9"})
    void a_printed_schedule_shows_the_violation_again(String name) {
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        Result.Violated found = assertInstanceOf(
                Result.Violated.class, StatefulSearch.of(machine, 1_000_000).run());
        Schedule read = Schedule.parse(found.schedule().toString(), name);
        Result.Violated again = assertInstanceOf(Result.Violated.class, replay(read));
        assertEquals(found.text(), again.text());
        assertEquals(found.schedule(), again.schedule());
        assertEquals(1, again.executions());
    }

    @Test
    void a_schedule_that_shows_nothing_wrong_holds_for_itself_alone() {
        Result.Held held = assertInstanceOf(Result.Held.class, replay(Schedule.parse("C_GUP:0x4.1x2")));
        assertEquals("the one execution of the schedule", held.exhausted());
    }

    @Test
    void a_schedule_that_ends_too_early_is_inconclusive() {
        Result.Bounded bounded = assertInstanceOf(Result.Bounded.class, replay(Schedule.parse("C_GUP:0x3")));
        assertEquals("the schedule ends after 3 steps, before the tasks do", bounded.bound());
    }

    @Test
    void names_the_step_that_picks_a_finished_task() {
        assertEquals(
                "step 3 of schedule C_GUP:1x3 picks task 1, t2, which has finished; enabled: 0 (t1)." + REMEDY,
                error("C_GUP:1x3"));
    }

    @Test
    void names_the_step_that_picks_a_task_that_is_not_there() {
        assertEquals(
                "step 1 of schedule C_GUP:7 picks task 7, and there are only 2 tasks; enabled: 0 (t1), 1 (t2)."
                        + REMEDY,
                error("C_GUP:7"));
    }

    @Test
    void names_the_lock_that_a_task_waits_for() {
        ScriptProgram program = new ScriptProgram("locks");
        int lock = program.intCell("ptl", 0);
        program.task((memory, registers) -> memory.lock(TestStep.FIRST, lock, section -> 1));
        program.task((memory, registers) -> memory.locked(TestStep.SECOND, lock, section -> 0));
        program.task((memory, registers) -> memory.local(TestStep.THIRD, 0));
        Exploration<Void> replay = Exploration.of(new Machine(program), new Replay(Schedule.parse("locks:0.1")), 1);
        assertEquals(
                "step 2 of schedule locks:0.1 picks task 1, t2, which waits for ptl; enabled: 2 (t3)." + REMEDY,
                assertThrows(ScheduleException.class, replay::run).getMessage());
    }

    @Test
    void names_the_cell_whose_value_a_task_awaits() {
        ScriptProgram program = new ScriptProgram("awaits");
        int word = program.intCell("PG_writeback", 1);
        program.task((memory, registers) -> memory.awaitInt(TestStep.FIRST, word, value -> value == 0));
        program.task((memory, registers) -> memory.local(TestStep.SECOND, 0));
        Exploration<Void> replay = Exploration.of(new Machine(program), new Replay(Schedule.parse("awaits:0")), 1);
        assertEquals(
                "step 1 of schedule awaits:0 picks task 0, t1, which waits for PG_writeback; enabled: 1 (t2)." + REMEDY,
                assertThrows(ScheduleException.class, replay::run).getMessage());
    }

    @Test
    void rejects_a_schedule_that_goes_on_after_the_end() {
        assertEquals(
                "the execution ended after step 6 of schedule C_GUP:0x4.1x4, which has 8: no task can take another. The"
                        + " schedule belongs to another version of the scenario, or was edited.",
                error("C_GUP:0x4.1x4"));
    }

    @Test
    void rejects_a_schedule_of_another_scenario() {
        Machine machine = new Machine(LitmusCatalog.program("B1").get());
        Exploration<Void> replay = Exploration.of(machine, new Replay(Schedule.parse("C_GUP:0")), 1);
        assertEquals(
                "the schedule is for scenario C_GUP, not for B1: run it with scenario C_GUP, or give a schedule that begins"
                        + " with \"B1:\".",
                assertThrows(ScheduleException.class, replay::run).getMessage());
    }

    private static String error(String schedule) {
        return assertThrows(ScheduleException.class, () -> replay(Schedule.parse(schedule)))
                .getMessage();
    }

    private static Result replay(Schedule schedule) {
        Machine machine = new Machine(LitmusCatalog.program(schedule.scenario()).get());
        return Exploration.of(machine, new Replay(schedule), 1).run();
    }
}
