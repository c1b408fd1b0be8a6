package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"verify", "check", "replay", "explore", "conform", "traces"})
    void every_verb_shows_an_example_its_exit_codes_and_json(String verb) {
        Run run = Run.of(verb, "--help");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("java -jar target/pinproof.jar " + verb), run.out());
        assertTrue(run.out().matches("(?s).*  3 +inconclusive.*"), run.out());
        assertTrue(run.out().contains("--json"), run.out());
    }
}
