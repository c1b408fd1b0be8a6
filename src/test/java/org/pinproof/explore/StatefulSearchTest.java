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

class StatefulSearchTest {

    @ParameterizedTest
    @CsvSource({"C_BIG1, 252", "C_BIG2, 2712", "C_BIG3, 15188", "C_BIG4, 66541"})
    void visits_as_many_states_as_the_cut_at_operations_leaves(String name, long states) {
        Result.Held held = assertInstanceOf(Result.Held.class, search(name));
        assertEquals(states, held.counts().states());
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B7", "B9"})
    void finds_every_bug(String name) {
        Result.Violated violated = assertInstanceOf(Result.Violated.class, search(name));
        assertEquals(name, violated.schedule().scenario());
    }

    @Test
    void says_which_bound_cut_it() {
        Machine machine = new Machine(LitmusCatalog.program("C_BIG4").get());
        Result.Bounded bounded = assertInstanceOf(
                Result.Bounded.class, StatefulSearch.of(machine, 100).run());
        assertEquals("the limit of 100 states", bounded.bound());
    }

    @Test
    void goes_on_after_a_violation_if_told_so_and_still_reports_the_first() {
        Machine machine = new Machine(LitmusCatalog.program("B1").get());
        Result.Violated first = assertInstanceOf(Result.Violated.class, search("B1"));
        Result.Violated all = assertInstanceOf(
                Result.Violated.class,
                StatefulSearch.of(machine, 1_000).visitingAll().run());
        assertEquals(first.schedule(), all.schedule());
        assertTrue(all.counts().states() > first.counts().states());
    }

    private static Result search(String name) {
        return StatefulSearch.of(new Machine(LitmusCatalog.program(name).get()), 1_000_000)
                .run();
    }
}
