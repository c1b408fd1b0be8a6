package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.CheckedSpec;

/** The specification tells each mutant from the correct code where it does its harm. */
class WritebackMutantsTest {
    private static final ConformingExploration.Plan EVERY_STATE =
            new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 100_000, false);

    static List<CodeMutant> mutants() {
        return WritebackRung.RUNG.mutants();
    }

    private static Verdict explore(String script) {
        try (CheckedSpec spec = WritebackRung.RUNG.open(Path.of("spec"), WritebackRung.RUNG.constants(script))) {
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
                explore(WritebackRung.RUNG.planted(mutant.script(), Rung.CORRECT)),
                mutant::slug);
    }
}
