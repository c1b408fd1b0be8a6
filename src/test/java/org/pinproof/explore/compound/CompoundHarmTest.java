package org.pinproof.explore.compound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.sched.Machine;

/** What comes of scripts by the explorer's own judgement; `verify` holds them against the specification as well. */
class CompoundHarmTest {
    private static final int MOST_STATES = 200_000;

    static Collection<CompoundScenarios.Scenario> scenarios() {
        return CompoundScenarios.all();
    }

    private static Result search(CompoundScript script) {
        return StatefulSearch.of(new Machine(new CompoundProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothing_is_wrong_but_misuse(CompoundScenarios.Scenario scenario) {
        Result result = search(CompoundScript.parse(scenario.script()));
        assertTrue(
                scenario.breaks().isPresent() ? result instanceof Result.Violated : result instanceof Result.Held,
                () -> scenario.name() + ": " + result);
    }

    static Stream<CompoundMutant> mutants() {
        return EnumSet.complementOf(EnumSet.of(CompoundMutant.NONE)).stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_soonest_breaks_what_its_harm_names(CompoundMutant mutant) {
        CompoundHarm harm = CompoundHarm.all().get(mutant);
        Result result = ShortestCounterexample.of(new Machine(new CompoundProgram(harm.script())), MOST_STATES)
                .run();
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(harm.invariant(), violated.property(), violated::text);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_correct_code_does_no_harm_where_a_mutant_does(CompoundMutant mutant) {
        CompoundScript script = CompoundHarm.all().get(mutant).script().with(CompoundMutant.NONE);
        assertInstanceOf(Result.Held.class, search(script));
    }

    @Test
    void every_mutant_does_some_harm() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(CompoundMutant.NONE)),
                CompoundHarm.all().keySet());
    }
}
