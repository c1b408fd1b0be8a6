package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.conform.GupRung;

class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"verify", "check", "replay", "explore", "conform", "traces", "bugs"})
    void every_verb_shows_an_example_its_exit_codes_and_json(String verb) {
        Run run = Run.of(verb, "--help");
        assertEquals(0, run.exit());
        assertTrue(run.out().contains("java -jar target/pinproof.jar " + verb), run.out());
        assertTrue(run.out().matches("(?s).*  3 +inconclusive.*"), run.out());
        assertTrue(run.out().contains("--json"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "conform", "traces"})
    void an_example_names_a_trace_that_is_there(String verb) {
        ImmutableList<String> named = Pattern.compile("traces/[a-z]+/[\\w.-]+")
                .matcher(Run.of(verb, "--help").out())
                .results()
                .map(MatchResult::group)
                .collect(ImmutableList.toImmutableList());
        assertFalse(named.isEmpty());
        named.forEach(file -> assertTrue(Files.isRegularFile(Path.of(file)), file));
    }

    private static void exploreSays(String... texts) {
        String help = Run.of("explore", "--help").out().replaceAll("\\s+", " ");
        for (String text : texts) {
            assertTrue(help.contains(text), () -> "expected \"" + text + "\" in:\n" + help);
        }
    }

    @Test
    void says_what_each_strategy_can_conclude() {
        exploreSays(
                "stateful (the default): every reachable state; can conclude that all conform.",
                "of a scenario, which also has properties of the states between steps, it finds bugs or ends INCONCLUSIVE",
                "Samplers, which never conclude more than INCONCLUSIVE: portfolio, random");
    }

    @Test
    void says_what_is_not_seen_without_the_specification() {
        exploreSays("used after its entry was unmapped, for example, is seen by the specification only.");
    }

    @Test
    void says_which_graph_is_replayed_if_none_is_named() {
        String help = Run.of("replay", "--help").out().replaceAll("\\s+", " ");
        String standard = GupRung.RUNG.standardCfg();
        assertTrue(help.contains("(default: " + standard + ", or the standard one of"), help);
    }
}
