package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;

class ShortestCounterexampleTest {

    @ParameterizedTest
    @CsvSource({"C_BIG1, 252", "C_BIG3, 15188"})
    void visits_the_same_states_as_the_depth_first_search(String name, long states) {
        Result.Held held = assertInstanceOf(
                Result.Held.class, search(LitmusCatalog.program(name).get()));
        assertEquals(states, held.counts().states());
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B9"})
    void is_no_longer_than_any_other_counterexample(String name) {
        Result.Violated shortest = assertInstanceOf(
                Result.Violated.class, search(LitmusCatalog.program(name).get()));
        Machine machine = new Machine(LitmusCatalog.program(name).get());
        assertEquals(
                shortest.text(),
                assertInstanceOf(
                                Result.Violated.class,
                                Exploration.of(machine, new Replay(shortest.schedule()), 1)
                                        .run())
                        .text());
        for (int seed = 0; seed < 10; seed++) {
            Result.Violated other = assertInstanceOf(
                    Result.Violated.class,
                    Exploration.of(machine, Portfolio.standard(seed), 100_000).run());
            assertTrue(shortest.schedule().steps() <= other.schedule().steps());
        }
    }

    @Test
    void stops_at_the_first_state_that_a_step_property_forbids() {
        Result.Violated found = assertInstanceOf(
                Result.Violated.class,
                search(new StepWatched(LitmusCatalog.program("C_GUP").get(), 1025)));
        assertEquals("cell 0 is 1025", found.text());
        assertEquals("C_GUP:0x3", found.schedule().toString());
    }

    @Test
    void says_which_bound_cut_it() {
        Machine machine = new Machine(LitmusCatalog.program("C_BIG4").get());
        Result.Bounded bounded = assertInstanceOf(
                Result.Bounded.class, ShortestCounterexample.of(machine, 100).run());
        assertEquals("the limit of 100 states", bounded.bound());
    }

    private static Result search(Program program) {
        return ShortestCounterexample.of(new Machine(program), 1_000_000).run();
    }
}
