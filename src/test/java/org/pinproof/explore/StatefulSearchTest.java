package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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

    private static Result search(String name) {
        return StatefulSearch.of(new Machine(LitmusCatalog.program(name).get()), 1_000_000)
                .run();
    }
}
