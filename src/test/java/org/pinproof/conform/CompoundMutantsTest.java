package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Manifest;

/** The specification tells each mutant from the correct code where it does its harm. */
class CompoundMutantsTest {
    private static final ConformingExploration.Plan EVERY_STATE =
            new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 100_000, false);

    static List<CodeMutant> mutants() {
        return CompoundRung.RUNG.mutants();
    }

    private static Verdict explore(String script) {
        try (CheckedSpec spec = CompoundRung.RUNG.open(Path.of("spec"), CompoundRung.RUNG.constants(script))) {
            return new ConformingExploration(script, spec, new Heartbeat())
                    .run(EVERY_STATE)
                    .verdict();
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_diverges_where_it_does_its_harm_and_the_correct_code_conforms(CodeMutant mutant) {
        assertInstanceOf(Verdict.Diverges.class, explore(mutant.script()), mutant::slug);
        assertInstanceOf(
                Verdict.Conforms.class,
                explore(CompoundRung.RUNG.planted(mutant.script(), Rung.CORRECT)),
                mutant::slug);
    }

    static List<Scenario> scenarios() {
        return CompoundRung.RUNG.scenarios();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_has_to_come_of_a_scenario_comes_of_it(Scenario scenario) {
        Verdict verdict = explore(scenario.script());
        assertTrue(scenario.isMetBy(verdict), () -> scenario.name() + ": " + verdict);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void the_specification_has_the_bug_of_every_mutant_by_the_same_name(CodeMutant mutant) {
        assertTrue(
                Manifest.read(Path.of("spec")).entries().stream()
                        .anyMatch(entry -> mutant.slug().equals(entry.mutant())),
                () -> "spec/manifest.json has no mutant " + mutant.slug());
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void the_specification_kills_every_mutant_by_the_property_that_the_explorer_names(CodeMutant mutant) {
        assertTrue(
                Manifest.read(Path.of("spec")).entries().stream()
                        .filter(entry -> mutant.slug().equals(entry.mutant()))
                        .anyMatch(entry -> mutant.invariant().equals(entry.property())),
                () -> "spec/manifest.json has no mutant " + mutant.slug() + " that breaks " + mutant.invariant());
    }
}
