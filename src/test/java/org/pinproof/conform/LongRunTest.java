package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Event;

class LongRunTest {
    @Test
    void conforms_over_tens_of_thousands_of_events() {
        LongRun run = new LongRun(GupScenarios.CYCLE, 7, 20_000);
        try (CheckedSpec spec = GupRung.RUNG.open(Path.of("spec"), run.header().constants())) {
            assertEquals(new Verdict.Conforms(20_000), new TraceConformance(spec, "conform").check(run));
        }
    }

    @Test
    void takes_every_step_of_the_code() {
        TreeSet<String> steps = new TreeSet<>();
        new LongRun(GupScenarios.CYCLE, 7, 20_000).forEachRemaining(event -> steps.add(event.action()));
        TreeSet<String> all = new TreeSet<>(GupSpec.STEPS);
        // Nobody but the mapping gets a page there.
        all.remove("AllocPage");
        assertEquals(all, steps);
    }

    @Test
    void the_same_seed_gives_the_same_events_and_another_one_others() {
        assertEquals(events(3), events(3));
        assertEquals(false, events(3).equals(events(4)));
    }

    @Test
    void ends_after_its_length() {
        LongRun run = new LongRun(GupScenarios.CYCLE, 1, 1);
        run.next();
        assertThrows(NoSuchElementException.class, run::next);
    }

    @Test
    void a_mutant_walker_leaves_the_specification_soon() {
        LongRun run = new LongRun(GupScenarios.CYCLE + "~A19-no-recheck", 7, 20_000);
        try (CheckedSpec spec = GupRung.RUNG.open(Path.of("spec"), run.header().constants())) {
            Verdict verdict = new TraceConformance(spec, "conform").check(run);
            assertEquals("DIVERGES", verdict.word());
        }
    }

    private static ImmutableList<Event> events(long seed) {
        return ImmutableList.copyOf(new LongRun(GupScenarios.CYCLE, seed, 200));
    }
}
