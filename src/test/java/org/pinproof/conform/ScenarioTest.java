package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecSteppers;

/**
 * What has to come of a scenario. The example of one that has to break something is a mutant of the code, held against its mutant
 * of the specification, which allows every step.
 */
class ScenarioTest {
    private static final String CORRECT = "order0/1/1/pin(0,1)|clean(0)";
    private static final String NO_RECHECK = CORRECT + "~A19-no-recheck";
    private static final String BROKEN = "NoFalseNegativeChecked";

    @TempDir
    private Path specs;

    @BeforeEach
    void copy() throws IOException {
        for (Path from : List.of(Path.of("spec"), Path.of("src/test/resources/spec"))) {
            try (DirectoryStream<Path> modules = Files.newDirectoryStream(from, "*.tla")) {
                for (Path module : modules) {
                    Files.copy(module, specs.resolve(module.getFileName()));
                }
            }
        }
    }

    private static Verdict explored(String script, CheckedSpec spec) {
        return new ConformingExploration(script, spec, new Heartbeat())
                .run(new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 100_000, false))
                .verdict();
    }

    private Verdict allowed(String script) {
        SpecConstants lines = GupSpec.lines(GupRung.RUNG.constants(script)).withOperator("Order", "WithoutRecheck");
        try (CheckedSpec spec = SpecSteppers.open(specs, "JavaMutants", lines, List.of(BROKEN))) {
            return explored(script, spec);
        }
    }

    private static Verdict refusing(String script) {
        try (CheckedSpec spec = GupRung.RUNG.open(Path.of("spec"), GupRung.RUNG.constants(script))) {
            return explored(script, spec);
        }
    }

    private static Scenario breaking(String invariant) {
        return Scenario.breaking("misuse", NO_RECHECK, "?", invariant);
    }

    @Test
    void what_has_to_break_an_invariant_is_met_by_breaking_it() {
        Verdict verdict = allowed(NO_RECHECK);
        assertEquals("VIOLATES", verdict.word());
        assertTrue(breaking(BROKEN).isMetBy(verdict));
    }

    @Test
    void another_invariant_will_not_do() {
        Verdict verdict = allowed(NO_RECHECK);
        assertFalse(breaking("NoLeak").isMetBy(verdict));
        assertFalse(breaking("NoFalseNegative").isMetBy(verdict));
    }

    @Test
    void a_step_that_the_specification_refuses_will_not_do() {
        Verdict verdict = refusing(NO_RECHECK);
        assertEquals("DIVERGES", verdict.word());
        assertFalse(breaking(BROKEN).isMetBy(verdict));
    }

    @Test
    void what_has_to_break_something_is_not_met_where_nothing_is_wrong() {
        Verdict verdict = refusing(CORRECT);
        assertEquals("CONFORMS", verdict.word());
        assertFalse(breaking(BROKEN).isMetBy(verdict));
        assertTrue(Scenario.conforming("good", CORRECT, "?").isMetBy(verdict));
    }

    @Test
    void what_has_to_conform_is_not_met_by_a_violation() {
        assertFalse(Scenario.conforming("good", NO_RECHECK, "?").isMetBy(allowed(NO_RECHECK)));
    }

    @Test
    void the_programs_own_violation_names_its_invariant_in_front() {
        Verdict verdict = new Verdict.Violates(BROKEN + ": t2 was told", 3, Optional.empty(), "");
        assertTrue(breaking(BROKEN).isMetBy(verdict));
        assertFalse(breaking("NoFalseNegative").isMetBy(verdict));
    }

    @Test
    void a_name_is_no_script_and_plants_nothing() {
        assertEquals(
                "a scenario's name has no slash and no tilde; found a~b; rename it",
                assertThrows(IllegalArgumentException.class, () -> Scenario.conforming("a~b", CORRECT, "?"))
                        .getMessage());
    }
}
