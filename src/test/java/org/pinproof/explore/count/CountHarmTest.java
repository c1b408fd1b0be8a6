package org.pinproof.explore.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
class CountHarmTest {
    private static final int MOST_STATES = 200_000;

    static Collection<CountScenarios.Scenario> scenarios() {
        return CountScenarios.all();
    }

    private static Result search(CountScript script) {
        return StatefulSearch.of(new Machine(new CountProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nothing_is_wrong(CountScenarios.Scenario scenario) {
        Result result = search(CountScript.parse(scenario.script()));
        assertInstanceOf(Result.Held.class, result, scenario::name);
    }

    static Stream<CountMutant> mutants() {
        return EnumSet.complementOf(EnumSet.of(CountMutant.NONE)).stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_soonest_breaks_what_its_harm_names(CountMutant mutant) {
        CountHarm harm = CountHarm.all().get(mutant);
        Result result = ShortestCounterexample.of(new Machine(new CountProgram(harm.script())), MOST_STATES)
                .run();
        Result.Violated violated = assertInstanceOf(Result.Violated.class, result, result::toString);
        assertEquals(harm.invariant(), violated.property(), violated::text);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_correct_code_does_no_harm_where_a_mutant_does(CountMutant mutant) {
        CountScript script = CountHarm.all().get(mutant).script().with(CountMutant.NONE);
        assertInstanceOf(Result.Held.class, search(script));
    }

    @Test
    void every_mutant_does_some_harm() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(CountMutant.NONE)),
                CountHarm.all().keySet());
    }
}
