package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExploreVerbTest {
    @TempDir
    Path folder;

    private static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in:\n" + text);
    }

    @Test
    void the_correct_walker_conforms_in_every_interleaving() {
        Run run = Run.of("explore", "pin-vs-clean");
        assertEquals(0, run.exit());
        contains("99 states, 149 steps, each held against GupFast", run.out());
        contains("CONFORMS: every reachable state", run.out());
        assertEquals("", run.err());
    }

    @Test
    void a_planted_bug_is_explained_by_the_shortest_schedule() {
        Run run = Run.of("explore", "pin-vs-reuse~A18-grab-from-zero");
        assertEquals(1, run.exit());
        contains("DIVERGES: wrong state at step 8", run.out());
        contains("matched         7 of 8 steps", run.out());
        contains("GrabFromZero.grab", run.out());
        contains("cnt[0] 0→1024   <-- diverges", run.out());
        contains(
                "see it again    java -jar target/pinproof.jar explore --schedule"
                        + " 'order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)~A18-grab-from-zero:0x4.1x3.0'",
                run.out());
    }

    @Test
    void a_search_that_ends_at_something_wrong_names_no_longest_execution() {
        Run run = Run.of("explore", "dio-no-dirty");
        assertEquals(1, run.exit());
        contains("13 states, 13 steps, each held against Writeback, up to the first thing that is wrong\n", run.out());
    }

    @Test
    void the_command_of_a_report_shows_the_same_again() {
        Run run = Run.of(
                "explore",
                "--schedule",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)~A18-grab-from-zero:0x4.1x3.0");
        assertEquals(1, run.exit());
        contains("DIVERGES: wrong state at step 8", run.out());
    }

    @Test
    void the_code_alone_finds_the_wrong_answer() {
        Run run = Run.of("explore", "order0/2/1/pin(0,1)|clean(0)~A19-no-recheck", "--no-conform");
        assertEquals(1, run.exit());
        contains("VIOLATES: NoFalseNegativeChecked: t2 cleared the entry of vpn 0", run.out());
        contains("--no-conform", run.out().substring(run.out().indexOf("see it again")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"portfolio", "random", "urw", "pos", "pct1", "pct2", "pct3"})
    void samples_are_never_called_a_proof(String strategy) {
        Run run = Run.of("explore", "pin-vs-clean", "--strategy", strategy, "--runs", "20", "--twice");
        assertEquals(3, run.exit(), run.err());
        contains("INCONCLUSIVE: ", run.out());
        assertFalse(run.out().contains("CONFORMS"), run.out());
    }

    @Test
    void the_same_seed_gives_the_same_bytes() {
        String[] command = {"explore", "two-walkers", "--strategy", "pos", "--seed", "7", "--runs", "50", "--json"};
        assertEquals(Run.of(command), Run.of(command));
    }

    @Test
    void litmus_programs_need_no_specification() {
        Run run = Run.of("explore", "C_GUP", "--strategy", "dpor", "--spec-dir", "nowhere");
        assertEquals(0, run.exit(), run.err());
        contains("HOLDS: every class of equivalent interleavings", run.out());
    }

    @Test
    void a_litmus_bug_is_shown_by_the_cells_it_changes() {
        Run run = Run.of("explore", "B1");
        assertEquals(1, run.exit());
        contains("VIOLATES: ", run.out());
        contains("| t1 ", run.out());
        contains("1→1025", run.out());
    }

    @Test
    void without_a_scenario_lists_what_there_is() {
        Run run = Run.of("explore");
        assertEquals(0, run.exit());
        contains("pin-vs-clean", run.out());
        contains(
                "SCRIPT~MUTANT of GupFast plants a bug: A19-no-recheck, A20-recheck-before-grab, D01-head-recheck-missing,\n"
                        + "  A18-grab-from-zero, ",
                run.out());
        contains("C_BIG4", run.out());
    }

    @Test
    void an_interrupted_search_says_what_it_saw() {
        AtomicInteger asked = new AtomicInteger();
        Run run = Run.interruptedBy(() -> asked.incrementAndGet() > 100, "explore", "huge-leaf");
        assertEquals(3, run.exit());
        assertFalse(run.out().contains(" 0 states"), run.out());
        contains("INCONCLUSIVE: interrupted before the end", run.out());
    }

    @Test
    void an_interrupted_sampling_says_what_it_saw() {
        AtomicInteger asked = new AtomicInteger();
        Run run = Run.interruptedBy(
                () -> asked.incrementAndGet() > 10, "explore", "pin-vs-clean", "--strategy", "random");
        assertEquals(3, run.exit());
        contains("10 executions", run.out());
        contains("INCONCLUSIVE: interrupted before the end", run.out());
    }

    @Test
    void what_is_recorded_is_what_was_found() {
        Path bad = folder.resolve("bad.itf.json");
        assertEquals(
                1,
                Run.of("explore", "pin-vs-reuse~A18-grab-from-zero", "--record", bad.toString())
                        .exit());
        assertEquals(1, Run.of("conform", bad.toString()).exit());
        Run expected = Run.of("conform", "--expect", bad.toString());
        assertEquals(0, expected.exit(), expected.out());
        contains("claims          DIVERGES: wrong state at step 8", expected.out());
    }

    @Test
    void if_nothing_is_found_an_execution_that_conforms_is_recorded() throws IOException {
        Path good = folder.resolve("good.ndjson");
        assertEquals(
                0,
                Run.of("explore", "pin-vs-clean", "--record", good.toString()).exit());
        assertTrue(Files.size(good) > 0);
        assertEquals(0, Run.of("conform", "--expect", good.toString()).exit());
        assertEquals(0, Run.of("replay", good.toString()).exit());
    }

    @ParameterizedTest
    @CsvSource({"random, 7, 2", "portfolio, 7, 2", "pct1, 4, 1", "stateful, 1, 5", "stateful, 5, 5"})
    void what_is_recorded_claims_what_is_so_however_little_was_looked_at(String strategy, String seed, String runs) {
        Path file = folder.resolve("x.ndjson");
        Run explored = Run.of(
                "explore",
                "pin-vs-clean~A19-no-recheck",
                "--runs",
                runs,
                "--seed",
                seed,
                "--strategy",
                strategy,
                "--record",
                file.toString());
        Run expected = Run.of("conform", "--expect", file.toString());
        assertEquals(0, expected.exit(), explored.out() + expected.out());
        boolean wrong = Run.of("conform", file.toString()).exit() == 1;
        assertEquals(wrong ? 1 : 3, explored.exit(), explored.out());
        contains(wrong ? "DIVERGES: " : "INCONCLUSIVE: ", explored.out());
    }

    @Test
    void a_script_without_steps_has_nothing_to_record() {
        Path file = folder.resolve("x.ndjson");
        Run run = Run.of("explore", "order0/1/1/", "--record", file.toString());
        assertEquals(2, run.exit(), run.out());
        contains("--record needs an execution that takes a step", run.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void reduction_by_executions_concludes_nothing_of_a_scenario() {
        Run run = Run.of("explore", "pin-vs-clean", "--strategy", "dpor");
        assertEquals(3, run.exit());
        contains("INCONCLUSIVE: source-DPOR covers final states", run.out());
    }

    @Test
    void json_has_the_documented_shape() throws IOException {
        Run run = Run.of("explore", "pin-vs-clean~A19-no-recheck", "--json");
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals(1, run.exit());
        assertEquals(1, json.get("schema").asInt());
        assertEquals("explore", json.get("verb").asText());
        assertEquals("FAILED", json.get("judgement").asText());
        assertEquals(1, json.get("exit").asInt());
        JsonNode divergence = json.get("result").get("verdict").get("divergence");
        assertEquals("wrong state", divergence.get("kind").asText());
        assertEquals(
                "pc[\"t1\"]", divergence.get("differences").get(0).get("place").asText());
        assertFalse(divergence.has("missing"));
    }

    @Test
    void nobody_asking_a_store_of_the_device_is_lost_and_the_page_is_shown_beside_the_steps() {
        Run run = Run.of("explore", "writeback", "--policy", "NONE");
        assertEquals(1, run.exit(), run.err());
        contains("VIOLATES: NoLostDmaWrite\n\n  after step      39\n", run.out());
        contains(
                "| pte  | dirty | wb | buf   | data | disk | cnt\n     | pin          | device(1) | flush ", run.out());
        contains(
                "  22 |              | DmaStore  |                 |                  |      |       |    |       | 0,1",
                run.out());
        contains("after 33        BuffersWhenDirty: the page is dirty and has no buffers to be written by", run.out());
        contains(
                "after 39        NoLostDmaWrite: half 1 is version 1 in memory and 0 on disk, and nothing says",
                run.out());
        contains(
                "explore --schedule 'wb/NONE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush|reclaim:0x9.",
                run.out());
    }

    @Test
    void the_schedule_of_a_loss_shows_the_loss_again_with_the_specification_and_without() {
        String schedule =
                "wb/NONE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush|reclaim:0x9.2x12.1.3x7.0x5.2x5";
        Run specified = Run.of("explore", "--schedule", schedule);
        assertEquals(1, specified.exit(), specified.err());
        contains("VIOLATES: NoLostDmaWrite\n", specified.out());
        Run alone = Run.of("explore", "--schedule", schedule, "--no-conform");
        assertEquals(1, alone.exit(), alone.err());
        contains("VIOLATES: NoLostDmaWrite: half 1 is version 1 in memory and 0 on disk", alone.out());
        contains("| data | disk | cnt", alone.out());
    }

    @Test
    void a_sound_policy_loses_nothing_in_a_number_of_interleavings() {
        Run run = Run.of("explore", "writeback", "--policy", "BOUNCE");
        assertEquals(0, run.exit(), run.out());
        contains("script          wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|", run.out());
        contains("CONFORMS: every reachable state, and so every one of 746,821,570,365,449 interleavings\n", run.out());
        contains("holds in all    TypeOK, NoLostDmaWrite, NoLostCpuWrite, NoFalseNegative, ", run.out());
    }

    @Test
    void what_is_recorded_of_a_loss_claims_what_is_broken_first() {
        Path file = folder.resolve("loss.ndjson");
        Run run = Run.of("explore", "writeback", "--policy", "NONE", "--record", file.toString());
        assertEquals(1, run.exit(), run.err());
        Run expected = Run.of("conform", "--expect", file.toString());
        assertEquals(0, expected.exit(), expected.out());
        contains("claims          VIOLATES: BuffersWhenDirty at step 33", expected.out());
    }

    @Test
    void misuse_is_listed_with_what_it_breaks_and_so_are_the_policies() {
        Run run = Run.of("explore");
        contains(
                "  dio-get-for-pin | NoLostDmaWrite | CASE 1 with get_user_pages(): ",
                run.out().replaceAll(" +\\|", " |"));
        contains(
                "--policy NAME runs a scenario of writeback under another policy: NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY,"
                        + " REVOKE, DENY.\n",
                run.out());
    }
}
