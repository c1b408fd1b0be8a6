package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.tlc.TlcResult.ActionCount;
import org.pinproof.tlc.TlcVerdict.Failed;
import org.pinproof.tlc.TlcVerdict.Inconclusive;
import org.pinproof.tlc.TlcVerdict.Violates;

class TlcRunTest {
    private static TlcRequest request(String module, String cfg) {
        return TlcRequest.of(ToySpecs.FOLDER, module, ToySpecs.cfg(cfg));
    }

    private static TlcResult check(String module, String cfg) {
        return TlcRun.check(request(module, cfg), ProgressListener.NONE);
    }

    @Test
    void a_liveness_counterexample_has_its_loop_and_runs_on_one_worker() {
        TlcResult result = TlcRun.check(request("MCBaton", "BreaksLiveness").withWorkers(2), ProgressListener.NONE);
        assertEquals(new Violates(PropertyKind.TEMPORAL, "EventuallyDone"), result.verdict());
        assertTrue(result.trace().loop().isPresent());
        assertFalse(result.trace().states().isEmpty());
    }

    @Test
    void a_false_assume_is_named() {
        assertEquals(
                new Violates(PropertyKind.ASSUME, "LimitIsPositive"),
                check("MCBaton", "FalseAssume").verdict());
    }

    @Test
    void counts_how_often_each_action_was_taken() {
        TlcResult result = check("MCBaton", "Holds");
        assertEquals(
                List.of("Advance", "Never", "Release", "Take"),
                result.coverage().keySet().asList());
        assertEquals(new ActionCount(0, 0), result.coverage().get("Never"));
        assertTrue(result.coverage().get("Take").generated() > 0);
        assertEquals(OptionalInt.empty(), result.trace().loop());
    }

    @ParameterizedTest
    @CsvSource({
        "ParseError, Plain, line 3",
        "NeedsMissing, Plain, NoSuchModule",
        "MCBaton, MissingConstant, Limit",
        "MCBaton, UnknownConstant, which MCBaton does not have; correct the name",
        "MCBaton, UnknownInvariant, NoSuchInvariant",
        "MCBaton, UnknownKeyword, keyword",
        "FailsToEvaluate, Plain, Cannot cast"
    })
    void faults_of_the_specification_or_cfg_are_errors_that_say_what(String module, String cfg, String part) {
        Failed failed = assertInstanceOf(Failed.class, check(module, cfg).verdict());
        assertTrue(failed.message().contains(part), failed.message());
    }

    @Test
    void refuses_missing_files_and_a_missing_java_before_it_starts(@TempDir Path nothing) {
        assertThrows(SpecException.class, () -> TlcRun.start(request("NoSuchSpec", "Holds")));
        assertThrows(SpecException.class, () -> TlcRun.start(request("MCBaton", "NoSuchCfg")));
        String message = assertThrows(
                        SpecException.class,
                        () -> TlcRun.start(request("MCBaton", "Holds").withJavaHome(nothing)))
                .getMessage();
        assertTrue(message.endsWith("is not an executable file; start Pinproof from a complete JDK or JRE"), message);
    }

    @Test
    void listens_on_loopback_only_and_reports_progress() {
        List<Progress> heard = new ArrayList<>();
        List<String> sockets = new ArrayList<>();
        try (TlcRun run = TlcRun.start(request("MCBaton", "Large"))) {
            TlcResult result = run.await(progress -> {
                heard.add(progress);
                sockets.addAll(ListeningSockets.of(run.process().pid()));
            });
            assertEquals("holds", result.verdict().toString());
            assertTrue(result.distinct() >= heard.get(heard.size() - 1).distinct());
        }
        assertFalse(sockets.isEmpty());
        assertEquals(
                List.of(),
                sockets.stream().filter(s -> !ListeningSockets.isLoopback(s)).toList());
    }

    @Test
    void a_killed_jvm_is_an_error_and_leaves_nothing_behind() {
        TlcRun run = TlcRun.start(request("MCBaton", "Large"));
        run.process().destroyForcibly();
        assertEquals(
                new Failed(
                        "TLC's JVM was killed (signal 9), by a user or by the system for lack of memory; run it again"),
                run.await(ProgressListener.NONE).verdict());
        assertFalse(Files.exists(run.folder().root()));
    }

    @Test
    void a_cancelled_run_is_inconclusive_and_leaves_nothing_behind() {
        TlcRun run = TlcRun.start(request("MCBaton", "Large"));
        run.close();
        assertEquals(
                new Inconclusive("TLC was cancelled"),
                run.await(ProgressListener.NONE).verdict());
        assertFalse(Files.exists(run.folder().root()));
        assertFalse(run.process().isAlive());
    }

    @Test
    void a_run_over_its_time_limit_is_inconclusive() {
        TlcRequest brief = request("MCBaton", "Large").withLimit(Duration.ofMillis(1));
        Inconclusive verdict = assertInstanceOf(
                Inconclusive.class, TlcRun.check(brief, ProgressListener.NONE).verdict());
        assertTrue(verdict.reason().startsWith("the time limit of"), verdict.reason());
    }

    @Test
    void running_out_of_memory_is_an_error_that_names_the_heap() {
        TlcResult result = TlcRun.check(request("Hog", "Plain").withHeapMegabytes(16), ProgressListener.NONE);
        assertEquals(
                new Failed("TLC ran out of memory with a heap of 16 MB; give it more or make the bounds smaller"),
                result.verdict());
    }

    @Test
    void sees_only_the_files_of_the_specification(@TempDir Path folder) throws IOException {
        Files.copy(ToySpecs.FOLDER.resolve("Unsplit.tla"), folder.resolve("Unsplit.tla"));
        Path cfg = Files.copy(ToySpecs.cfg("Plain"), folder.resolve("Plain.cfg"));
        Files.writeString(folder.resolve("Integers.tla"), "---- MODULE Integers ----\nEXTENDS Naturals\n====\n");
        TlcResult result = TlcRun.check(TlcRequest.of(folder, "Unsplit", cfg), ProgressListener.NONE);
        assertEquals("holds", result.verdict().toString());
    }
}
