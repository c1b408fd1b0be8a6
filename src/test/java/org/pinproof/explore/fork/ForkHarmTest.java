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

    private static String wrong(String script) {
        return assertInstanceOf(Result.Violated.class, explore(ForkScript.parse(script)))
                .text();
    }

    @Test
    void a_violation_says_what_is_wrong() {
        assertEquals(
                "ForkIsolation: t1 has frame 1 of the parent pinned, and the child maps it",
                wrong("fork/private-pmd/exclusive/4/1/pin(0);fork~C05-fork-huge-pmd-pinned"));
        assertEquals(
                "PinCoherency: t1 holds frame 1 with version 0 for vpn 0 of the parent, which is to show version 1",
                wrong("fork/private/exclusive/4/1/pin(0);protect(0);store(0)~C08-cow-refcount-breaks-pin"));
        assertEquals(
                "AnonExclusivePinned: t1 has frame 0 pinned, which is not exclusive",
                wrong("fork/behind/exclusive/4/1/read(0)~C18-ro-pin-stale"));
        assertEquals(
                "CowIntegrity: stores to vpn 0 of the parent go to frame 1, which t1 has of the child",
                wrong("fork/shared/exclusive/4/1/peek(c0);zap(c0);store(0)~C11-cow-either-way"));
        assertEquals(
                "CowIntegrity: vpn 0 of the parent is to show version 0 and shows version 1",
                wrong("fork/private/exclusive/4/1/get(0);fork;device(1)~C07-fork-dio-classic"));
        assertEquals(
                "CowIntegrity: somebody has stored to the page behind the mapping",
                wrong("fork/behind-unwritable/exclusive/4/1/force(0);device(0)|zap(0)~C12-dirty-cow"));
        assertEquals(
                "RmapExact: vpn 0 of the parent maps frame 1, whose entries are looked for at vpn 1",
                wrong("fork/private/exclusive/4/2/pin(0);move(0,1)~C21-uffd-move-pinned"));
        assertEquals(
                "NoFalseNegative: t1 has frame 1 pinned, and its count 2 says it is not",
                wrong("fork/private/exclusive/4/1/pin(0)|get(0);put(1)~A22-anon-odp-mismatch"));
        assertEquals(
                "NoLeak: frame 1 has count 0 and nobody frees it",
                wrong("fork/shared/exclusive/4/1/store(0)|zap(c0)~cow-not-kept"));
        assertEquals(
                "UseAfterFree: t1 stands before CowCopy with frame 1, which is free",
                wrong("fork/shared/exclusive/4/1/store(0)|zap(c0);zap(0)~cow-unheld"));
        assertEquals(
                "NoFreeWhileHeld: frame 1 is free, has count 1024, and 0 hold it",
                wrong("fork/private/exclusive/4/1/pin(0)|zap(0)~A18-anon-grab-from-zero"));
        assertEquals(
                "RefcountConservation: frame 1 has count 2048, and what is held on it adds up to 1025",
                wrong("fork/private/exclusive/4/1/pin(0)|protect(0)~A05-anon-undo-put-after-pin"));
        assertEquals(
                "CallsReturn: t1 stands before CowCheckReuse for ever",
                wrong("fork/none/exclusive/4/1/fork;store(0)~fork-lock-kept"));
    }
}
