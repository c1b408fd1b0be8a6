package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;

class SourceDporTest {

    @ParameterizedTest
    @CsvSource({"C_GUP, 5", "C_UAF, 4", "C_UNDO, 44", "C_BIG1, 108", "C_BIG2, 11664"})
    void runs_one_execution_per_class(String name, long classes) {
        Result.Held held = assertInstanceOf(Result.Held.class, explore(name));
        assertEquals(classes, held.counts().complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B7", "B9"})
    void finds_every_bug(String name) {
        assertInstanceOf(Result.Violated.class, explore(name));
    }

    private static Result explore(String name) {
        return Exploration.of(new Machine(LitmusCatalog.program(name).get()), new SourceDpor(), 2_000_000)
                .run();
    }
}
