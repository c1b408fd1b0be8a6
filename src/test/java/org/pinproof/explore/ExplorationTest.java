package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Limits;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

class ExplorationTest {

    private final ScriptProgram program = new ScriptProgram("small");

    @Test
    void a_sampler_that_finds_nothing_is_inconclusive() {
        Result.Bounded bounded = assertInstanceOf(
                Result.Bounded.class,
                Exploration.of(litmus("C_GUP"), new RandomWalk(1), 1_000).run());
        assertEquals("the limit of 1000 executions", bounded.bound());
        assertEquals(1_000, bounded.counts().executions());
        assertEquals(1_000, bounded.counts().complete());
    }

    @Test
    void a_reduction_cut_by_its_bound_is_inconclusive() {
        assertInstanceOf(
                Result.Bounded.class,
                Exploration.of(litmus("C_BIG1"), new SourceDpor(), 100).run());
    }

    @Test
    void counts_what_it_did() {
        Counts counts =
                Exploration.of(litmus("C_GUP"), new Naive(), 1_000).run().counts();
        assertEquals(counts.executions(), counts.complete());
        assertEquals(7, counts.depth());
        assertTrue(counts.steps() <= 7 * counts.executions());
    }

    @Test
    void a_deadlock_names_who_waits_for_whom() {
        deadlocking();
        for (Strategy strategy : List.of(new Naive(), new SourceDpor(), new RandomWalk(1))) {
            assertEquals(
                    "deadlock: t1 at SECOND waits for b, held by t2; t2 at SECOND waits for a, held by t1",
                    violated(Exploration.of(new Machine(program), strategy, 1_000)
                                    .run())
                            .text());
        }
        Result.Violated found =
                violated(StatefulSearch.of(new Machine(program), 1_000).run());
        assertEquals("small:0.1", found.schedule().toString());
    }

    @Test
    void a_task_that_waits_for_itself_is_a_deadlock() {
        int lock = program.intCell("ptl", 0);
        program.task((memory, registers) -> {
            memory.lock(TestStep.FIRST, lock, section -> 1);
            memory.lock(TestStep.SECOND, lock, section -> 1);
        });
        assertEquals(
                "deadlock: t1 at SECOND waits for ptl, held by itself",
                violated(StatefulSearch.of(new Machine(program), 1_000).run()).text());
    }

    @Test
    void a_task_that_throws_is_a_violation_with_its_schedule() {
        int word = program.intCell("word", 0);
        program.task((memory, registers) -> memory.setIntRelease(TestStep.FIRST, word, 1));
        program.task((memory, registers) -> {
            if (memory.getIntOpaque(TestStep.SECOND, word) == 1) {
                throw new IllegalStateException("seen");
            }
        });
        String text = "task t2 failed in operation op after SECOND: java.lang.IllegalStateException: seen";
        for (Strategy strategy : List.of(new Naive(), new SourceDpor(), new RandomWalk(1))) {
            Result.Violated found = violated(
                    Exploration.of(new Machine(program), strategy, 1_000).run());
            assertEquals(text, found.text());
            assertEquals("small:0.1", found.schedule().toString());
        }
        assertEquals(
                "small:0.1",
                violated(StatefulSearch.of(new Machine(program), 1_000).run())
                        .schedule()
                        .toString());
        assertEquals(
                "small:0.1",
                violated(ShortestCounterexample.of(new Machine(program), 1_000).run())
                        .schedule()
                        .toString());
    }

    @Test
    void a_task_that_spins_makes_every_search_inconclusive_and_says_why() {
        int word = program.intCell("word", 0);
        program.task((memory, registers) -> {
            while (memory.getIntOpaque(TestStep.FIRST, word) == 0) {}
        });
        program.task((memory, registers) -> memory.setIntRelease(TestStep.SECOND, word, 1));
        Limits limits = new Limits(20, 100);
        List<Result> results = List.of(
                StatefulSearch.of(new Machine(program, limits), 10_000).run(),
                ShortestCounterexample.of(new Machine(program, limits), 10_000).run(),
                Exploration.of(new Machine(program, limits), new SourceDpor(), 10_000)
                        .run(),
                Exploration.of(new Machine(program, limits), new Naive(), 10_000)
                        .run());
        for (Result result : results) {
            String bound = assertInstanceOf(Result.Bounded.class, result).bound();
            assertTrue(
                    bound.startsWith(
                            "task t1 made more than 20 accesses in one run of operation op; the last was FIRST on word."),
                    bound);
        }
    }

    @Test
    void a_step_property_is_decided_by_every_search_that_visits_all_states() {
        StepWatched watched = new StepWatched(LitmusCatalog.program("C_GUP").get(), 1025);
        assertEquals(
                "cell 0 is 1025",
                violated(StatefulSearch.of(new Machine(watched), 1_000).run()).text());
        Result.Violated found = violated(
                Exploration.of(new Machine(watched), new Naive(), 1_000).run());
        assertEquals("C_GUP:0x3", found.schedule().toString());
    }

    @Test
    void a_listener_is_told_of_every_step_with_the_tag_of_the_state_it_starts_from() {
        Set<List<Integer>> searched = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        new StatefulSearch<>(litmus("C_GUP"), 10_000, new Paths(searched), end -> {}).run();
        Set<List<Integer>> run = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        new Exploration<>(litmus("C_GUP"), new Naive(), 10_000, new Paths(run), end -> {}).run();
        assertEquals(run, searched, "with the path as identity, the search visits a state once per path");
    }

    @Test
    void an_objection_of_the_listener_is_a_violation() {
        EdgeListener<List<Integer>> objecting = new Paths(new TreeSet<>((a, b) -> 0)) {
            @Override
            public String objection(List<Integer> tag) {
                return tag.size() == 4 ? "too long" : null;
            }
        };
        for (Result result : List.of(
                new StatefulSearch<>(litmus("C_GUP"), 10_000, objecting, end -> {}).run(),
                new ShortestCounterexample<>(litmus("C_GUP"), 10_000, objecting).run(),
                new Exploration<>(litmus("C_GUP"), new RandomWalk(1), 10, objecting, end -> {}).run())) {
            Result.Violated found = violated(result);
            assertEquals("too long", found.text());
            assertEquals(4, found.schedule().steps());
        }
    }

    @Test
    void a_listener_that_throws_is_not_taken_for_a_failing_task() {
        EdgeListener<List<Integer>> failing = new Paths(new TreeSet<>((a, b) -> 0)) {
            @Override
            public void before(List<Integer> tag, Machine machine, int task) {
                throw new UnsupportedOperationException("listener");
            }
        };
        Exploration<List<Integer>> exploration =
                new Exploration<>(litmus("C_GUP"), new RandomWalk(1), 10, failing, end -> {});
        assertThrows(UnsupportedOperationException.class, exploration::run);
    }

    @Test
    void a_portfolio_takes_turns_and_skips_members_without_more() {
        List<String> turns = new ArrayList<>();
        Portfolio portfolio = new Portfolio(ImmutableList.of(new SourceDpor(), new RandomWalk(1)));
        new Exploration<>(
                        litmus("C_GUP"),
                        portfolio,
                        14,
                        Untagged.INSTANCE,
                        end -> turns.add(portfolio.current().name()))
                .run();
        assertEquals(
                List.of("dpor", "random", "dpor", "random", "dpor", "random", "dpor", "random", "dpor", "random"),
                turns.subList(0, 10));
        assertEquals(List.of("random", "random"), turns.subList(turns.size() - 2, turns.size()));
    }

    /** Tags every state with the path to it. */
    private static class Paths implements EdgeListener<List<Integer>> {
        private final Set<List<Integer>> seen;

        Paths(Set<List<Integer>> seen) {
            this.seen = seen;
        }

        @Override
        public List<Integer> initial(MachineView machine) {
            return List.of();
        }

        @Override
        public List<Integer> after(List<Integer> tag, Machine machine, int task) {
            List<Integer> path = new ArrayList<>(tag);
            path.add(task);
            seen.add(path);
            return path;
        }

        @Override
        public long identity(List<Integer> tag) {
            return tag.hashCode();
        }
    }

    private void deadlocking() {
        int a = program.intCell("a", 0);
        int b = program.intCell("b", 0);
        for (int task = 0; task < 2; task++) {
            int first = task == 0 ? a : b;
            int second = task == 0 ? b : a;
            program.task((memory, registers) -> {
                memory.lock(TestStep.FIRST, first, section -> 1);
                memory.lock(TestStep.SECOND, second, section -> 1);
                memory.unlock(TestStep.THIRD, second, section -> 0);
                memory.unlock(TestStep.FOURTH, first, section -> 0);
            });
        }
    }

    private static Machine litmus(String name) {
        return new Machine(LitmusCatalog.program(name).get());
    }

    private static Result.Violated violated(Result result) {
        return assertInstanceOf(Result.Violated.class, result);
    }
}
