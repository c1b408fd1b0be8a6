package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Manifest;

/** The specification tells each mutant from the correct code where it does its harm. Those of GupFast have tests of their own. */
class CodeMutantsTest {
    private static final ConformingExploration.Plan EVERY_STATE =
            new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 100_000, false);

    /** A mutant and whose it is. */
    record Planted(Rung rung, CodeMutant mutant) {
        @Override
        public String toString() {
            return rung.module() + " " + mutant.slug();
        }
    }

    static Stream<Planted> mutants() {
        return Rungs.ALL.inOrder().stream()
                .filter(rung -> rung != GupRung.RUNG)
                .flatMap(rung -> rung.mutants().stream().map(mutant -> new Planted(rung, mutant)));
    }

    private static Verdict explore(Rung rung, String script) {
        try (CheckedSpec spec = rung.open(Path.of("spec"), rung.constants(script))) {
            return new ConformingExploration(script, spec, new Heartbeat())
                    .run(EVERY_STATE)
                    .verdict();
        }
    }

    @ParameterizedTest
    @MethodSource("mutants")
    @Tag("campaign")
    void a_mutant_diverges_or_does_its_harm_at_once_and_the_correct_code_conforms(Planted planted) {
        Rung rung = planted.rung();
        String script = planted.mutant().script();
        Verdict verdict = explore(rung, script);
        assertTrue(
                verdict instanceof Verdict.Diverges
                        || verdict instanceof Verdict.Violates violates
                                && violates.isOf(planted.mutant().invariant()),
                () -> planted + ": " + verdict);
        assertInstanceOf(Verdict.Conforms.class, explore(rung, rung.planted(script, Rung.CORRECT)), planted::toString);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void the_specification_has_the_bug_by_the_same_name_and_dies_by_the_property_that_the_explorer_names(
            Planted planted) {
        CodeMutant mutant = planted.mutant();
        assertTrue(
                Manifest.read(Path.of("spec")).entries().stream()
                        .filter(entry ->
                                entry.module().equals("Mut" + planted.rung().module()))
                        .filter(entry -> mutant.slug().equals(entry.mutant()))
                        .anyMatch(entry -> mutant.invariant().equals(entry.property())
                                || entry.broken().contains(mutant.invariant())),
                () -> "spec/manifest.json has no mutant " + mutant.slug() + " that breaks " + mutant.invariant());
    }
}
