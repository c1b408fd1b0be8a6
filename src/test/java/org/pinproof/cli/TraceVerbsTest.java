package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs conform, replay and traces, on the traces of this repository. */
class TraceVerbsTest {
    private static final String GOOD = "traces/accepted/pinned-then-cleaned.itf.json";
    private static final String LOSS = "traces/violating/device-store-lost.itf.json";
    private static final String BAD = "traces/rejected/flush-left-out.itf.json";

    @TempDir
    Path folder;

    private static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in:\n" + text);
    }

    @Test
    void a_good_trace_conforms_and_is_followed() {
        Run conform = Run.of("conform", GOOD);
        assertEquals(0, conform.exit(), conform.out());
        contains("CONFORMS: 14 steps", conform.out());
        Run replay = Run.of("replay", GOOD);
        assertEquals(0, replay.exit(), replay.out());
        contains("CONFORMS: 14 steps", replay.out());
    }

    @Test
    void a_bad_trace_is_explained_down_to_the_line_of_the_specification() {
        Run run = Run.of("conform", BAD);
        assertEquals(1, run.exit());
        contains("DIVERGES: missing action at step 10", run.out());
        contains("missing         WbMkcleanFlush(t=\"t2\") before it", run.out());
        contains("not enabled     pc[t] = \"WbMkcleanSet\"   is false (GupFast.tla line ", run.out());
        contains("see it again    java -jar target/pinproof.jar conform '" + BAD + "'", run.out());
    }

    @Test
    void the_code_does_not_follow_a_bad_trace() {
        Run run = Run.of("replay", BAD);
        assertEquals(1, run.exit());
        contains("wanted          WbMkcleanSet(t=\"t2\")", run.out());
        contains("the code        WbMkcleanFlush", run.out());
    }

    @Test
    void what_is_expected_decides_if_it_is_asked_for() throws IOException {
        assertEquals(0, Run.of("conform", "--expect", GOOD, BAD).exit());
        Path liar = Files.writeString(
                folder.resolve("liar.itf.json"), Files.readString(Path.of(BAD)).replace("\"step\":10", "\"step\":9"));
        Run run = Run.of("conform", "--expect", liar.toString());
        assertEquals(1, run.exit());
        contains("as claimed      NO", run.out());
    }

    @Test
    void several_files_are_a_table_and_the_worst_decides() {
        Run run = Run.of("conform", GOOD, BAD, folder.resolve("none.ndjson").toString());
        assertEquals(1, run.exit());
        contains("1 of 3 traces conform", run.out());
    }

    @Test
    void lists_every_trace_with_what_it_claims() {
        Run run = Run.of("traces");
        assertEquals(0, run.exit());
        contains(GOOD, run.out());
        contains("DIVERGES: missing action at step 10", run.out());
    }

    @Test
    void describes_one_trace() {
        Run run = Run.of("traces", GOOD);
        assertEquals(0, run.exit());
        contains("BIAS          1024", run.out());
        contains("WbPinTest", run.out());
    }

    @Test
    void an_interrupted_check_is_inconclusive() {
        AtomicInteger asked = new AtomicInteger();
        Run run = Run.interruptedBy(() -> asked.incrementAndGet() > 1, "conform", GOOD, GOOD);
        assertEquals(3, run.exit());
        contains("CONFORMS: 14 steps", run.out());
        contains("interrupted: 1 of 2 traces were looked at", run.out());
    }

    @Test
    void a_trace_that_breaks_an_invariant_is_followed_by_the_code_all_the_same() {
        Run conform = Run.of("conform", LOSS);
        assertEquals(1, conform.exit());
        contains("VIOLATES: NoLostDmaWrite", conform.out());
        assertEquals(0, Run.of("conform", "--expect", LOSS).exit());
        Run replay = Run.of("replay", LOSS);
        assertEquals(0, replay.exit(), replay.out());
        contains("CONFORMS: 34 steps", replay.out());
        contains("claims          VIOLATES: NoLostDmaWrite at step 25", replay.out());
        contains("as claimed      not asked here: `conform` asks the specification", replay.out());
    }

    @Test
    void verify_asks_the_code_for_the_rest_of_a_trace_that_breaks_an_invariant() throws IOException {
        String text = Files.readString(Path.of(LOSS));
        int last = text.stripTrailing().lastIndexOf('\n');
        Files.writeString(
                folder.resolve("rest.itf.json"),
                text.substring(0, last) + text.substring(last).replace("\"wb\":false", "\"wb\":true"));
        Run run = Run.of("verify", "--only", "traces", "--traces-dir", folder.toString());
        assertEquals(1, run.exit(), run.out());
        contains("DIVERGES: wrong state at step 34", run.out());
    }

    @Test
    void every_edge_of_a_graph_is_driven_through_the_code() {
        Run run = Run.of("replay", "--cfg", "MCGupFastLeafTwoWalkers");
        assertEquals(0, run.exit(), run.out() + run.err());
        contains(" covered, 100.0 %", run.out());
    }

    @Test
    void a_walker_with_a_bug_does_not_follow_the_graph() {
        Run run = Run.of("replay", "--cfg", "MCGupFastLeafTwoWalkers", "--mutant", "A03-one-bias-per-huge");
        assertEquals(1, run.exit());
        contains("mutant          A03-one-bias-per-huge", run.out());
        contains("DIVERGES: wrong state at step ", run.out());
        contains("replay --cfg MCGupFastLeafTwoWalkers.cfg --mutant A03-one-bias-per-huge", run.out());
    }

    @Test
    void a_graph_with_a_violation_is_not_replayed_in_part() {
        Run run = Run.of("replay", "--cfg", "MCGupFastUpgraded");
        assertEquals(2, run.exit());
        contains(
                "MCGupFastUpgraded.cfg violates NeverUpgraded, so its graph is not whole; replay a cfg that holds",
                run.out());
    }
}
