package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.pinproof.explore.RandomProgram.Act;
import org.pinproof.explore.RandomProgram.Kind;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;

/** The unreduced search is the measure: on every program, the others come to the same ends. */
class AgreementProperties {

    private static final long MOST = 2_000_000;

    @Property(tries = 400)
    void all_exhaustive_searches_reach_the_same_final_states(@ForAll("programs") RandomProgram program) {
        TreeSet<String> expected = ends(program, new Naive());
        assertEquals(expected, ends(program, new SourceDpor()));
        TreeSet<String> stateful = new TreeSet<>();
        new StatefulSearch<>(new Machine(program), MOST, Untagged.INSTANCE, collectingIn(stateful))
                .visitingAll()
                .run();
        assertEquals(expected, stateful);
    }

    @Property(tries = 200)
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
        new Exploration<>(new Machine(program), Portfolio.standard(seed), 60, Untagged.INSTANCE, collectingIn(sampled))
                .runningAll()
                .run();
        TreeSet<String> all = ends(program, new SourceDpor());
        assertTrue(all.containsAll(sampled), () -> sampled + " is not within " + all);
    }

    private static TreeSet<String> ends(RandomProgram program, Strategy strategy) {
        TreeSet<String> ends = new TreeSet<>();
        Result result = new Exploration<>(new Machine(program), strategy, MOST, Untagged.INSTANCE, collectingIn(ends))
                .runningAll()
                .run();
        assertTrue(!(result instanceof Result.Bounded), result::toString);
        return ends;
    }

    private static Consumer<MachineView> collectingIn(TreeSet<String> ends) {
        return end -> {
            StringBuilder state = new StringBuilder();
            for (int cell = 0; cell < end.program().layout().size(); cell++) {
                state.append(end.cell(cell)).append(' ');
            }
            for (int task = 0; task < end.program().tasks(); task++) {
                state.append(end.operationIndex(task))
                        .append(end.pendingStep(task))
                        .append(' ');
                state.append(end.register(task, 0)).append(' ');
            }
            ends.add(state.toString());
        };
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
        Arbitrary<List<List<List<Act>>>> three = tasks(acts, 3, 2);
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
