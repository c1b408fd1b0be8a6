package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that were called wrongly: one message, where the usage stands, and exit code 2. */
class BadUsageTest {
    @TempDir
    Path folder;

    private static void refused(String message, String... args) {
        Run run = Run.of(args);
        assertEquals("pinproof: " + message, run.err().lines().findFirst().orElse(""));
        assertEquals(2, run.exit());
        assertEquals("", run.out());
    }

    @Test
    void shows_the_verbs_if_there_is_none() {
        Run run = Run.of();
        assertEquals(2, run.exit());
        assertTrue(run.err().startsWith("Usage: pinproof"), run.err());
    }

    @Test
    void points_to_the_usage_of_the_verb() {
        Run run = Run.of("explore", "--sede", "7");
        assertEquals(2, run.exit());
        assertTrue(run.err().startsWith("pinproof: Unknown option"), run.err());
        assertTrue(run.err().contains("--seed"), run.err());
        assertTrue(run.err().contains("Usage: pinproof explore"), run.err());
        assertTrue(run.err().endsWith("Try 'pinproof explore --help'.\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void explores_at_least_once(String runs) {
        refused("--runs must be at least 1; found " + runs, "explore", "pin-vs-clean", "--runs=" + runs);
    }

    @Test
    void knows_no_other_strategies() {
        refused(
                "unknown strategy \"dfs\"; there are stateful, portfolio, random, urw, pos, pct1, pct2, pct3, dpor, naive",
                "explore",
                "pin-vs-clean",
                "--strategy",
                "dfs");
    }

    @Test
    void compares_only_executions_with_themselves() {
        refused(
                "--twice compares executions, which the stateful search does not run; add --strategy portfolio or another",
                "explore",
                "pin-vs-clean",
                "--twice");
    }

    @Test
    void records_only_what_can_be_read_again() {
        refused(
                "--record needs a name that ends in .itf.json or .ndjson; found a.txt",
                "explore",
                "pin-vs-clean",
                "--record",
                "a.txt");
    }

    @Test
    void records_only_what_the_specification_knows() {
        refused(
                "--record writes traces of the specification's variables; it goes with scenarios and scripts, without"
                        + " --no-conform",
                "explore",
                "C_GUP",
                "--record",
                "a.ndjson");
    }

    @Test
    void needs_the_specification() {
        Path none = folder.resolve("none");
        refused(
                "there is no specification folder " + none + "; run from the repository root or give --spec-dir",
                "explore",
                "pin-vs-clean",
                "--spec-dir",
                none.toString());
    }

    @Test
    void needs_the_traces() {
        Path none = folder.resolve("none");
        refused(
                "there is no trace folder " + none + "; run from the repository root or give --traces-dir",
                "traces",
                "--traces-dir",
                none.toString());
    }

    @Test
    void an_empty_trace_folder_is_no_success() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused(
                "there is no trace file in " + empty + "; run from the repository root or give --traces-dir",
                "verify",
                "--only",
                "traces",
                "--traces-dir",
                empty.toString());
    }

    @Test
    void does_something_at_a_time() {
        refused("--jobs must be at least 1; found 0", "verify", "--jobs", "0");
    }

    @Test
    void replays_a_graph_or_traces() {
        refused(
                "--cfg names the graph to replay, and traces were named too; give one or the other",
                "replay",
                "--cfg",
                "MCGupFastLeaf",
                "a.ndjson");
    }

    @Test
    void knows_no_other_stages() {
        refused(
                "Invalid value for option '--only' (STAGE): expected one of [SPEC, REPLAY, EXPLORE, SAMPLE, MUTANTS,"
                        + " TRACES] (case-insensitive) but was 'all'",
                "verify",
                "--only",
                "all");
    }
}
