package org.pinproof.explore.collapse;

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

/** Every bug of collapse and of tables is caught by the explorer's own checks, without the specification. */
class CollapseHarmTest {
    private static final int MOST_STATES = 100_000;

    static List<CollapseHarm> harms() {
        return CollapseHarm.all();
    }

    private static Result explore(CollapseScript script) {
        return ShortestCounterexample.of(new Machine(new CollapseProgram(script)), MOST_STATES)
                .run();
    }

    @ParameterizedTest
    @MethodSource("harms")
    void a_mutant_breaks_soonest_what_it_is_known_for(CollapseHarm harm) {
        Result.Violated violated = assertInstanceOf(Result.Violated.class, explore(harm.script()));
        assertTrue(violated.text().startsWith(harm.invariant() + ": "), violated::text);
    }

    @ParameterizedTest
    @MethodSource("harms")
    void the_correct_code_does_no_harm_where_a_mutant_does(CollapseHarm harm) {
        Result result = explore(harm.script().with(CollapseMutant.NONE));
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void every_mutant_has_its_harm() {
        ImmutableList<CollapseMutant> mutants = Arrays.stream(CollapseMutant.values())
                .filter(mutant -> mutant != CollapseMutant.NONE)
                .collect(ImmutableList.toImmutableList());
        assertEquals(
                mutants, CollapseHarm.all().stream().map(CollapseHarm::mutant).toList());
    }

    private static String wrong(String script) {
        return assertInstanceOf(Result.Violated.class, explore(CollapseScript.parse(script)))
                .text();
    }

    @Test
    void a_violation_says_what_is_wrong() {
        assertEquals(
                "PageTableLifetime: t1 reads in a table that is DEPOSITED",
                wrong("collapse/recheck/table/1/pin(0)|collapse"));
        assertEquals(
                "PageTableLifetime: t1 reads in a table that is FREE",
                wrong("collapse/recheck-freed/table/1/pin(0)|collapse"));
        assertEquals(
                "PageTableLifetime: t1 reads in what is no table",
                wrong("collapse/late/table/1/pin(0)|collapse~D09-folded-level-reread"));
        assertEquals(
                "PinCoherency: frame 0 is pinned, and vpn 0 maps frame 1",
                wrong("collapse/sync/table/1/pin(0)|collapse~D06-refs-unchecked"));
        assertEquals(
                "UseAfterFree: t1 waits for frame 1, which is free",
                wrong("collapse/sync/leaf/1/pin-slow(0)|migrate~D12-wait-on-freed"));
        assertEquals(
                "UseAfterFree: t1 has frame 1 on its list, and somebody has taken it off",
                wrong("collapse/sync/leaf/1/scan|migrate~D17-deferred-split-vs-migration"));
        assertEquals(
                "NoFreeWhileHeld: frame 1 is free, has count 1024 and 0 entries, and 1 hold it",
                wrong("collapse/sync/leaf/1/pin-slow(0)|unmap~D26-hugetlb-lookup-unlocked"));
        assertEquals(
                "CallsReturn: t2 stands before ThpSync, and nobody goes on",
                wrong("collapse/sync/table/1/pin(0)|collapse~section-left-open"));
    }
}
