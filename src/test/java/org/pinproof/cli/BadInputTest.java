package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.conform.Rungs;

/** Input that cannot be used: one clear message, no stack trace, and exit code 2. */
class BadInputTest {
    private static final String HEADER = "{\"tag\":\"header\",\"schema\":1,\"spec\":\"GupFast\",\"constants\":"
            + "{\"Threads\":{\"#set\":[\"t1\"]},\"NoThread\":\"NoThread\",\"Frames\":{\"#set\":[0,1]},"
            + "\"Vpns\":{\"#set\":[0]},\"Layouts\":{\"#set\":[\"order0\"]},\"W\":32,\"BIAS\":1024},\"init\":{}}";

    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    static void refusedOnStandardError(String message, String... args) {
        Run run = Run.of(args);
        assertEquals("pinproof: " + message + "\n", run.err());
        assertEquals(2, run.exit());
    }

    /** Of several files, one that cannot be used does not hide the others: it is a result with verdict ERROR. */
    private static void error(String message, Path trace) {
        Run run = Run.of("conform", trace.toString());
        assertTrue(run.out().contains("ERROR: "), run.out());
        assertTrue(run.out().contains(message), run.out());
        assertFalse(run.out().contains("\tat "), run.out());
        assertEquals(2, run.exit());
    }

    @Test
    void a_trace_that_is_not_json() throws IOException {
        error("a.ndjson, line 1, column 4: this is not JSON; found ", file("a.ndjson", "pin page"));
    }

    @Test
    void a_trace_of_another_schema() throws IOException {
        error("this build reads trace schema 1", file("a.ndjson", HEADER.replace("\"schema\":1", "\"schema\":9")));
    }

    @Test
    void a_trace_of_another_specification() throws IOException {
        error(
                "unknown specification Paxos: this build compares traces with " + Rungs.ALL.modules()
                        + "; correct the trace's header",
                file("a.ndjson", HEADER.replace("GupFast", "Paxos"), "{\"tag\":\"end\",\"events\":0}"));
    }

    @Test
    void a_trace_with_an_unknown_action() throws IOException {
        error(
                "event 1: unknown action FastGrub: module GupFast has ",
                file(
                        "a.ndjson",
                        HEADER,
                        "{\"tag\":\"trace\",\"seq\":1,\"thread\":\"t1\",\"event\":\"FastGrub\",\"args\":{\"t\":\"t1\"},\"post\":{}}",
                        "{\"tag\":\"end\",\"events\":1}"));
    }

    @Test
    void a_trace_with_an_unknown_constant() throws IOException {
        error(
                "unknown constant Pages: module GupFast has Threads, NoThread, Frames, Vpns, Layouts, W, BIAS; correct"
                        + " the name in the trace's header",
                file("a.ndjson", HEADER.replace("\"W\":32", "\"Pages\":1"), "{\"tag\":\"end\",\"events\":0}"));
    }

    @Test
    void a_trace_without_events() throws IOException {
        error(
                "the trace has no events, so there is nothing to check",
                file("a.ndjson", HEADER, "{\"tag\":\"end\",\"events\":0}"));
    }

    @Test
    void a_huge_trace() throws IOException {
        Path huge = folder.resolve("a.itf.json");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        error("a.itf.json: ", huge);
    }

    @Test
    void a_deeply_nested_trace() throws IOException {
        error(
                "values are nested at most 64 levels deep. Record a flatter state.",
                file("a.itf.json", "{\"states\":" + "[".repeat(100_000)));
    }

    @Test
    void a_folder_instead_of_a_trace() throws IOException {
        error("this is a directory, not a trace file", Files.createDirectory(folder.resolve("a.ndjson")));
    }

    @Test
    void a_trace_that_is_not_there() {
        error("there is no such file", folder.resolve("a.ndjson"));
    }

    @Test
    void a_schedule_of_another_scenario() {
        refusedOnStandardError(
                "the schedule is for scenario B7, not for order0/2/1/pin(0,1);unpin(0)|clean(0): run it with scenario B7,"
                        + " or give a schedule that begins with \"order0/2/1/pin(0,1);unpin(0)|clean(0):\".",
                "explore",
                "pin-vs-clean",
                "--schedule",
                "B7:0x3");
    }

    @Test
    void a_schedule_that_does_not_fit() {
        Run run = Run.of("explore", "--no-conform", "--schedule", "C_GUP:0x100");
        assertEquals(2, run.exit());
        assertTrue(run.err().startsWith("pinproof: step "), run.err());
    }

    @Test
    void a_cfg_that_is_not_there() {
        refusedOnStandardError(
                "there is no cfg Nothing.cfg in spec; `ls spec` shows what there is, or give another folder with"
                        + " --spec-dir",
                "check",
                "Nothing");
        refusedOnStandardError(
                "there is no cfg Nothing.cfg in spec; `ls spec` shows what there is, or give another folder with"
                        + " --spec-dir",
                "replay",
                "--cfg",
                "Nothing.cfg");
    }

    @Test
    void a_cfg_that_names_a_missing_module() throws IOException {
        file("manifest.json", "[]");
        file("Lost.cfg", "SPECIFICATION Spec");
        refusedOnStandardError(
                "cfg Lost.cfg must be named after its module, as MCGupFastLeaf.cfg is after MCGupFast.tla; there is no"
                        + " such module in " + folder + "; rename the cfg or add the module",
                "check",
                "Lost",
                "--spec-dir",
                folder.toString());
    }

    @Test
    void a_manifest_that_names_a_missing_module() throws IOException {
        file(
                "manifest.json",
                "[{\"cfg\":\"Lost.cfg\",\"module\":\"Lost\",\"question\":\"Where?\",\"verdict\":\"holds\",\"distinct\":1,\"depth\":1}]");
        file("Lost.cfg", "SPECIFICATION Spec");
        Run run = Run.of("check", "--spec-dir", folder.toString());
        assertTrue(run.out().contains("module Lost must be a readable file; there is no "), run.out());
        assertEquals(2, run.exit());
    }

    @Test
    void a_manifest_that_is_not_there() {
        refusedOnStandardError(
                "a specification folder has a manifest.json; " + folder.resolve("manifest.json") + " cannot be read: "
                        + folder.resolve("manifest.json") + " (No such file or directory)",
                "check",
                "--spec-dir",
                folder.toString());
    }

    private static final String POLICIES = " Policies are NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY, REVOKE, DENY.";

    @Test
    void a_schedule_under_another_policy() {
        Run run = Run.of("explore", "--schedule", "wb/NONE/stable/dirty/pin|flush:0x3", "--policy", "BOUNCE");
        assertEquals(2, run.exit());
        assertTrue(
                run.err()
                        .contains("a schedule carries its script, and with it its policy, and means other steps under"
                                + " another; leave --policy out, or --schedule"),
                run.err());
    }

    @Test
    void a_policy_that_does_not_exist() {
        refusedOnStandardError(
                "no policy is called \"BOUNC\"." + POLICIES, "explore", "writeback", "--policy", "BOUNC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin-vs-clean", "B7"})
    void a_policy_for_what_has_no_writeback(String name) {
        refusedOnStandardError(
                "--policy says what writeback does with a page that may be pinned, and " + name
                        + " has no writeback; leave --policy out, or give a scenario that has: `explore` lists them.",
                "explore",
                name,
                "--policy",
                "NONE");
    }

    @Test
    void a_policy_against_long_term_pins_where_there_are_none() {
        refusedOnStandardError(
                "DENY refuses long-term pins only, and dio has none: it would be NONE by another name; give a scenario like"
                        + " deny or rdma, or --policy NONE." + POLICIES,
                "explore",
                "dio",
                "--policy",
                "DENY");
        refusedOnStandardError(
                "REVOKE breaks the lease that a long-term pin needs, and dio has none: it would be WAIT by another name;"
                        + " give a scenario like revoke or rdma, or --policy WAIT." + POLICIES,
                "explore",
                "dio",
                "--policy",
                "REVOKE");
    }

    @Test
    void a_policy_of_writeback_where_nothing_is_written() {
        refusedOnStandardError(
                "WAIT is about pages that are written back or reclaimed, and odp-unpin-for-put does neither; give a"
                        + " scenario like writeback, or --policy NONE." + POLICIES,
                "explore",
                "odp-unpin-for-put",
                "--policy",
                "WAIT");
    }

    @Test
    void a_policy_without_a_scenario() {
        Run run = Run.of("explore", "--policy", "NONE");
        assertEquals(2, run.exit());
        assertTrue(
                run.err()
                        .startsWith(
                                "pinproof: --policy needs a scenario to run, for example: explore writeback --policy"
                                        + " NONE\n"),
                run::err);
    }
}
