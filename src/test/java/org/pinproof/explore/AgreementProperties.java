package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinproof.explore.RandomProgram.Act;
import org.pinproof.explore.RandomProgram.Kind;
import org.pinproof.sched.Machine;

/** The unreduced search is the measure: on every program, the others come to the same ends. */
class AgreementProperties {

    private static final long MOST = Ends.MOST;

    @Property(tries = 1500)
    void all_exhaustive_searches_reach_the_same_final_states(@ForAll("programs") RandomProgram program) {
        TreeSet<String> expected = Ends.of(program, new Naive());
        assertEquals(expected, Ends.of(program, new SourceDpor()));
        assertEquals(expected, Ends.ofStates(program));
    }

    @Property(tries = 300)
    void all_exhaustive_searches_agree_whether_there_is_a_violation(
            @ForAll("programs") RandomProgram program, @ForAll boolean violatedSometimes) {
        RandomProgram checked = program.violatedSometimes(violatedSometimes);
        boolean expected =
                violated(Exploration.of(new Machine(checked), new Naive(), MOST).run());
        assertEquals(
                expected,
                violated(Exploration.of(new Machine(checked), new SourceDpor(), MOST)
                        .run()));
        assertEquals(
                expected, violated(StatefulSearch.of(new Machine(checked), MOST).run()));
        assertEquals(
                expected,
                violated(ShortestCounterexample.of(new Machine(checked), MOST).run()));
    }

    @Property(tries = 100)
    void sampled_executions_end_where_exhaustive_ones_do(@ForAll("programs") RandomProgram program, @ForAll long seed) {
        TreeSet<String> sampled = new TreeSet<>();
        new Exploration<>(new Machine(program), Portfolio.standard(seed), 60, Untagged.INSTANCE, Ends.into(sampled))
                .runningAll()
                .run();
        TreeSet<String> all = Ends.of(program, new SourceDpor());
        assertTrue(all.containsAll(sampled), () -> sampled + " is not within " + all);
    }

    /** {@return whether it is violated; the first violation found may be another in every search} */
    private static boolean violated(Result result) {
        assertTrue(!(result instanceof Result.Bounded), result::toString);
        return result instanceof Result.Violated;
    }

    @Provide
    Arbitrary<RandomProgram> programs() {
        Arbitrary<Act> acts = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, RandomProgram.WORDS - 1),
                        Arbitraries.integers().between(0, RandomProgram.LOCKS - 1),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(false, false, true))
                .as(Act::new);
        Arbitrary<List<List<List<Act>>>> two = tasks(acts, 2, 4);
        Arbitrary<List<List<List<Act>>>> three = tasks(acts, 3, 3);
        return Arbitraries.oneOf(List.of(two, three))
                .map(scripts -> new RandomProgram(scripts, 0).violatedSometimes(false));
    }

    private static Arbitrary<List<List<List<Act>>>> tasks(Arbitrary<Act> acts, int tasks, int most) {
        Arbitrary<List<Act>> list = acts.list().ofMinSize(1).ofMaxSize(most);
        Arbitrary<List<List<Act>>> cut = Combinators.combine(
                        list, Arbitraries.integers().between(0, most))
                .as((all, at) -> at == 0 || at >= all.size()
                        ? List.of(all)
                        : List.of(all.subList(0, at), all.subList(at, all.size())));
        return cut.list().ofSize(tasks);
    }
}
