package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Schedule;

class ShrinkerTest {

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5"})
    void leaves_no_more_switches_than_any_failing_interleaving_has(String name) {
        for (int seed = 0; seed < 10; seed++) {
            Result.Violated found = sampled(name, seed);
            Result.Violated small = shrinker(name).shrink(found);
            assertEquals(found.text(), small.text());
            assertEquals(found.executions(), small.executions());
            assertEquals(
                    fewestSwitches(name, found.text()),
                    small.schedule().switches(),
                    () -> found.schedule() + " became " + small.schedule());
        }
    }

    @ParameterizedTest
    @CsvSource({"B7, 3", "B9, 1"})
    void finds_the_few_switches_that_a_long_execution_needs(String name, int switches) {
        for (int seed = 0; seed < 10; seed++) {
            Result.Violated found = sampled(name, seed);
            Schedule small = shrinker(name).shrink(found).schedule();
            assertEquals(switches, small.switches(), () -> found.schedule() + " became " + small);
        }
    }

    @Test
    void shrinks_to_the_race_and_nothing_else() {
        Result.Violated small = shrinker("B1").shrink(sampled("B1", 3));
        assertEquals("B1:0.1x2.0x2", small.schedule().toString());
        assertEquals(small, shrinker("B1").shrink(small));
    }

    @Test
    void rejects_a_schedule_that_does_not_fail() {
        Result.Violated invented = new Result.Violated(
                "pinned, and said not pinned", Schedule.parse("C_GUP:0x4.1x2"), 1, new Counts(1, 1, 6, 0, 0, 6));
        assertEquals(
                "schedule C_GUP:0x4.1x2 does not show \"pinned, and said not pinned\" when it is replayed: is the program"
                        + " deterministic?",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> shrinker("C_GUP").shrink(invented))
                        .getMessage());
    }

    private static Result.Violated sampled(String name, long seed) {
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        return assertInstanceOf(
                Result.Violated.class,
                Exploration.of(machine, Portfolio.standard(seed), 100_000).run());
    }

    private static int fewestSwitches(String name, String text) {
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        int[] fewest = {Integer.MAX_VALUE};
        new Exploration<>(machine, new Naive(), 1_000_000, Untagged.INSTANCE, end -> {
                    if (text.equals(end.program().violation(end))) {
                        fewest[0] = Math.min(
                                fewest[0], machine.trail().schedule(name).switches());
                    }
                })
                .runningAll()
                .run();
        return fewest[0];
    }

    private static Shrinker shrinker(String name) {
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        return new Shrinker(strategy -> Exploration.of(machine, strategy, 1).run());
    }
}
