package org.pinproof.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.pinproof.sched.Machine;
import org.pinproof.sched.NondeterminismException;
import org.pinproof.sched.ScriptProgram;
import org.pinproof.sched.ScriptProgram.TestStep;

/** Searches over programs whose tasks wait for values. */
class AwaitExplorationTest {

    private final ScriptProgram program = new ScriptProgram("await");
    private final int writeback = program.intCell("PG_writeback", 0);
    private final int word = program.intCell("word", 0);
    private int executions;

    @Test
    void a_wait_that_nobody_ends_is_reported_with_what_it_waits_for() {
        program.task((memory, registers) -> memory.setIntRelease(TestStep.FIRST, writeback, 1));
        program.task((memory, registers) -> memory.awaitInt(TestStep.SECOND, writeback, value -> value == 0));
        for (Result result : everySearch()) {
            Result.Violated found = assertInstanceOf(Result.Violated.class, result);
            assertEquals("deadlock: t2 at SECOND waits for PG_writeback, which is 1", found.text());
            assertEquals("await:0", found.schedule().toString());
        }
    }

    @Test
    void a_deadlock_of_a_wait_and_a_lock_names_both() {
        int lock = program.intCell("PG_locked", 0);
        program.task((memory, registers) -> {
            memory.setIntRelease(TestStep.FIRST, writeback, 1);
            memory.locked(TestStep.SECOND, lock, section -> 0);
            memory.setIntRelease(TestStep.THIRD, writeback, 0);
        });
        program.task((memory, registers) -> {
            memory.lock(TestStep.FIRST, lock, section -> 1);
            memory.awaitInt(TestStep.SECOND, writeback, value -> value == 0);
            memory.unlock(TestStep.THIRD, lock, section -> 0);
        });
        for (Result result : everySearch()) {
            assertEquals(
                    "deadlock: t1 at SECOND waits for PG_locked, held by t2; t2 at SECOND waits for PG_writeback, which is 1",
                    assertInstanceOf(Result.Violated.class, result).text());
        }
    }

    @Test
    void a_wait_that_is_always_ended_holds() {
        startAndEnd();
        program.task((memory, registers) -> {
            memory.awaitInt(TestStep.FIRST, writeback, value -> value == 0);
            memory.getAndAddInt(TestStep.SECOND, word, 1);
        });
        program.violatedIf(end -> end.cell(word) == 1 ? null : "word is " + end.cell(word));
        for (Result result : everySearch()) {
            assertInstanceOf(Result.Held.class, result, result::toString);
        }
        Result.Held reduced = assertInstanceOf(
                Result.Held.class,
                Exploration.of(new Machine(program), new SourceDpor(), 100).run());
        assertEquals(2, reduced.counts().complete(), "before the start, or behind the end");
    }

    @Test
    void the_self_check_passes_a_condition_that_is_a_function_of_its_argument() {
        startAndEnd();
        awaitWriteback(value -> value == 0);
        Result result = Exploration.of(new Machine(program), new Determinism(new Naive()), 100)
                .run();
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @Test
    void the_self_check_catches_a_condition_that_differs_from_run_to_run() {
        awaitWriteback(value -> executions == 1);
        Strategy twice = new Determinism(new Naive());
        Strategy counting = new Strategy() {
            @Override
            public String name() {
                return twice.name();
            }

            @Override
            public void begin(Machine machine) {
                executions++;
                twice.begin(machine);
            }

            @Override
            public int pick(Machine machine, int enabled) {
                return twice.pick(machine, enabled);
            }

            @Override
            public void end(Machine machine, boolean abandoned) {
                twice.end(machine, abandoned);
            }

            @Override
            public boolean more() {
                return twice.more();
            }
        };
        program.task((memory, registers) -> memory.local(TestStep.THIRD, 0));
        Exploration<Void> exploration = Exploration.of(new Machine(program), counting, 10);
        assertEquals(
                "not deterministic: running await: again came to another state after step 0; expected enabled {t1 at FIRST,"
                        + " t2 at THIRD}, got enabled {t2 at THIRD}. An operation must depend on its registers and the values"
                        + " it reads alone: look for a field that changes, a clock, randomness, or iteration over a hash map.",
                assertThrows(NondeterminismException.class, exploration::run).getMessage());
    }

    private void startAndEnd() {
        program.task((memory, registers) -> {
            memory.setIntRelease(TestStep.FIRST, writeback, 1);
            memory.setIntRelease(TestStep.SECOND, writeback, 0);
        });
    }

    private void awaitWriteback(IntPredicate until) {
        program.task((memory, registers) -> memory.awaitInt(TestStep.FIRST, writeback, until));
    }

    private List<Result> everySearch() {
        return List.of(
                Exploration.of(new Machine(program), new Naive(), 1_000).run(),
                Exploration.of(new Machine(program), new SourceDpor(), 1_000).run(),
                StatefulSearch.of(new Machine(program), 1_000).run(),
                ShortestCounterexample.of(new Machine(program), 1_000).run());
    }
}
