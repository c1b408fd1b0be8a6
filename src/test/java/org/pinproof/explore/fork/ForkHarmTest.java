package org.pinproof.explore.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.sched.Machine;

/** Every bug of anonymous memory is caught by the explorer's own checks, without the specification. */
class ForkHarmTest {
    private static final int MOST_STATES = 100_000;

    static List<ForkHarm> harms() {
        return ForkHarm.all();
    }

    private static Result explore(ForkScript script) {
        return ShortestCounterexample.of(new Machine(new ForkProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_mutant_breaks_soonest_what_it_is_known_for(ForkHarm harm) {
        Result.Violated violated = assertInstanceOf(Result.Violated.class, explore(harm.script()));
        assertTrue(violated.text().startsWith(harm.invariant() + ": "), violated::text);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void the_correct_code_does_no_harm_where_a_mutant_does(ForkHarm harm) {
        Result result = explore(harm.script().with(ForkMutant.NONE));
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void every_mutant_has_its_harm() {
        ImmutableList<ForkMutant> mutants = Arrays.stream(ForkMutant.values())
                .filter(mutant -> mutant != ForkMutant.NONE)
                .collect(ImmutableList.toImmutableList());
        assertEquals(
                mutants.stream().sorted().toList(),
                ForkHarm.all().stream().map(ForkHarm::mutant).sorted().toList());
    }
}
