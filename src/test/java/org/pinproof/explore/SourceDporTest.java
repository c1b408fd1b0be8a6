package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.RandomProgram.Act;
import org.pinproof.explore.RandomProgram.Kind;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;

class SourceDporTest {

    private static final int NONE_BAD = -1;
    private static final String BETWEEN_STEPS =
            "source-DPOR covers final states, and the program has a property of the states between steps: use the stateful"
                    + " search";

    @ParameterizedTest
    @CsvSource({"C_GUP, 5", "C_UAF, 4", "C_UNDO, 44", "C_BIG1, 108", "C_BIG2, 11664"})
    void runs_one_execution_per_class(String name, long classes) {
        Result.Held held = assertInstanceOf(Result.Held.class, explore(name));
        assertEquals(classes, held.counts().complete());
    }

    @ParameterizedTest
    @CsvSource({"C_GUP, 5", "C_UNDO, 44", "C_BIG1, 108"})
    void a_seed_changes_the_order_of_the_classes_and_not_their_number(String name, long classes) {
        TreeSet<String> firsts = new TreeSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            Machine machine = new Machine(LitmusCatalog.program(name).get());
            Result.Held held = assertInstanceOf(
                    Result.Held.class,
                    Exploration.of(machine, new SourceDpor(seed), 20_000).run());
            assertEquals(classes, held.counts().complete(), name + " with seed " + seed);
            Machine first = new Machine(LitmusCatalog.program(name).get());
            Exploration.of(first, new SourceDpor(seed), 1).run();
            firsts.add(first.trail().schedule(name).toString());
        }
        assertTrue(firsts.size() > 1, firsts::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"B1", "B2", "B3", "B4", "B5", "B7", "B9"})
    void finds_every_bug(String name) {
        assertInstanceOf(Result.Violated.class, explore(name));
    }

    @Test
    void a_task_blocked_for_good_could_have_come_first_even_where_all_others_sleep() {
        assertSameEnds(new RandomProgram(
                List.of(
                        List.of(List.of(act(Kind.ADD, 1, 1))),
                        List.of(List.of(act(Kind.LOCKED_ADD, 0, 0), act(Kind.READ, 1, 0))),
                        List.of(List.of(act(Kind.WRITE, 0, 1), act(Kind.LOCK, 0, 0), act(Kind.LOCKED_ADD, 0, 0)))),
                NONE_BAD));
    }

    @Test
    void a_blocked_section_is_not_taken_to_touch_its_lock_alone() {
        assertSameEnds(new RandomProgram(
                List.of(
                        List.of(List.of(act(Kind.READ, 1, 0), act(Kind.LOCK_FOR_GOOD, 1, 0))),
                        List.of(List.of(act(Kind.READ, 0, 0))),
                        List.of(List.of(act(Kind.WRITE, 1, 2), act(Kind.LOCKED_ADD, 0, 1)))),
                NONE_BAD));
    }

    @Test
    void does_not_claim_to_hold_what_is_asked_of_states_between_steps() {
        Program watched = new StepWatched(LitmusCatalog.program("C_GUP").get(), -1);
        Result.Bounded bounded = assertInstanceOf(
                Result.Bounded.class,
                Exploration.of(new Machine(watched), new SourceDpor(), 100).run());
        assertEquals(BETWEEN_STEPS, bounded.bound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pin-vs-clean", "two-pages", "tails-reused", "order0/2/1/pin(0,1)|get(0,1)|zap(0);reuse(0)"})
    void of_a_scenario_it_does_not_conclude_but_reaches_every_final_state(String scenario) {
        GupScript script = Optional.ofNullable(GupScenarios.all().get(scenario))
                .map(GupScenarios.Scenario::script)
                .orElseGet(() -> GupScript.parse(scenario));
        TreeSet<String> ends = new TreeSet<>();
        Result result = new Exploration<>(
                        new Machine(new GupProgram(script)),
                        new SourceDpor(),
                        Ends.MOST,
                        Untagged.INSTANCE,
                        Ends.into(ends))
                .run();
        assertEquals(
                BETWEEN_STEPS, assertInstanceOf(Result.Bounded.class, result).bound());
        assertEquals(Ends.ofStates(new GupProgram(script)), ends);
        assertTrue(ends.size() > 1, ends::toString);
    }

    private static void assertSameEnds(RandomProgram program) {
        assertEquals(Ends.of(program, new Naive()), Ends.of(program, new SourceDpor()));
    }

    private static Act act(Kind kind, int word, int value) {
        return new Act(kind, word, 1, value, false);
    }

    private static Result explore(String name) {
        return Exploration.of(new Machine(LitmusCatalog.program(name).get()), new SourceDpor(), 2_000_000)
                .run();
    }
}
