package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.ManifestEntry.Expected;

class WarmTlcTest {
    private static final Path SPEC = Path.of("spec");

    private final WarmTlc warm = new WarmTlc();

    @AfterEach
    void end() {
        warm.close();
    }

    private static TlcRequest toy(String module, String cfg) {
        return brief(TlcRequest.of(ToySpecs.FOLDER, module, ToySpecs.cfg(cfg)));
    }

    private static TlcRequest real(String module, String cfg) {
        return brief(TlcRequest.of(SPEC, module, SPEC.resolve(cfg + ".cfg")));
    }

    private static TlcRequest brief(TlcRequest request) {
        return request.withCoverage(false).withBrief(true);
    }

    /** In the order of a verification: modules mixed, holding after violated, the same again after others. */
    private static List<TlcRequest> runs() {
        List<TlcRequest> once = List.of(
                toy("MCBaton", "BreaksInvariant"),
                real("MCPinCount", "MCPinCountFalsePositive"),
                toy("MCBaton", "Holds"),
                real("MutWriteback", "MutWritebackB07Early"),
                toy("MCBaton", "FalseAssume"),
                toy("MCBaton", "Deadlock"),
                toy("Unsplit", "Plain"),
                toy("MCBaton", "BreaksInitially"),
                real("MCWriteback", "MCWritebackNoneLost"),
                toy("MCBaton", "Constrained"),
                toy("MCBaton", "ActionConstrained"),
                real("MCWriteback", "MCWritebackZapJournal"),
                toy("MCBaton", "Overridden"),
                toy("MCBaton", "MissingConstant"),
                toy("FailsToEvaluate", "Plain"),
                toy("MCBaton", "BreaksRefinement"),
                toy("MCBaton", "BreaksActionProperty"));
        List<TlcRequest> all = new ArrayList<>(once);
        all.addAll(once.subList(0, 8));
        return all;
    }

    private static String told(TlcResult result) {
        return String.join(
                "\n",
                result.verdict().toString(),
                result.distinct() + " " + result.generated() + " " + result.queue() + " " + result.depth(),
                result.coverage().toString(),
                result.trace().toString());
    }

    @Test
    void says_of_every_cfg_what_a_jvm_of_its_own_says_whatever_came_before() {
        Map<TlcRequest, TlcResult> ofItsOwn = new HashMap<>();
        for (TlcRequest request : runs()) {
            TlcResult own = ofItsOwn.computeIfAbsent(request, asked -> TlcRun.check(asked, ProgressListener.NONE));
            Optional<TlcResult> result = warm.check(request, ProgressListener.NONE);
            assertEquals(Optional.of(told(own)), result.map(WarmTlcTest::told), request.toString());
        }
        assertEquals(1, warm.processes().size());
    }

    @Test
    void liveness_and_runs_of_another_kind_are_left_to_a_jvm_of_their_own() {
        TlcRequest holds = toy("MCBaton", "Holds");
        assertTrue(warm.check(holds, ProgressListener.NONE).isPresent());
        for (TlcRequest request : List.of(
                toy("MCBaton", "BreaksLiveness"),
                real("MCGupFast", "MCGupFastCallsReturn"),
                toy("ParseError", "Plain").withWorkers(2),
                holds.withWorkers(2),
                holds.withCoverage(true),
                holds.withBrief(false))) {
            assertEquals(Optional.empty(), warm.check(request, ProgressListener.NONE), request.toString());
        }
        assertTrue(warm.check(holds, ProgressListener.NONE).isPresent());
        assertEquals(1, warm.processes().size());
    }

    @Test
    void a_jvm_that_was_killed_answers_nothing_and_another_takes_its_place() {
        TlcRequest holds = toy("MCBaton", "Holds");
        assertTrue(warm.check(holds, ProgressListener.NONE).isPresent());
        ProcessHandle first = warm.processes().get(0);
        first.destroyForcibly();
        first.onExit().join();
        assertEquals(Optional.empty(), warm.check(holds, ProgressListener.NONE));
        assertEquals(List.of(), warm.processes());
        assertTrue(warm.check(holds, ProgressListener.NONE).isPresent());
    }

    @Test
    void a_cfg_that_takes_too_long_is_left_to_a_jvm_of_its_own() {
        try (WarmTlc hasty = new WarmTlc(Duration.ofMillis(1))) {
            assertEquals(Optional.empty(), hasty.check(toy("MCBaton", "Large"), ProgressListener.NONE));
            assertEquals(List.of(), hasty.processes());
        }
    }

    @Test
    void running_out_of_memory_is_left_to_a_jvm_of_its_own() {
        assertEquals(Optional.empty(), warm.check(toy("Hog", "Plain").withHeapMegabytes(16), ProgressListener.NONE));
    }

    @Test
    void an_interruption_ends_the_jvm() {
        assertThrows(
                CancellationException.class,
                () -> warm.check(toy("MCBaton", "Large"), progress -> {
                    throw new CancellationException("interrupted");
                }));
        assertEquals(List.of(), warm.processes());
    }

    @Test
    void once_closed_it_starts_nothing_and_nothing_of_it_is_left() {
        assertTrue(warm.check(toy("MCBaton", "Holds"), ProgressListener.NONE).isPresent());
        ProcessHandle jvm = warm.processes().get(0);
        warm.close();
        assertFalse(jvm.isAlive());
        assertThrows(CancellationException.class, () -> warm.check(toy("MCBaton", "Holds"), ProgressListener.NONE));
    }

    @Test
    void refuses_missing_files_as_any_run_does() {
        assertThrows(SpecException.class, () -> warm.check(toy("NoSuchSpec", "Holds"), ProgressListener.NONE));
    }

    @Test
    void what_differs_from_the_manifest_is_found_by_a_jvm_of_its_own() {
        ManifestEntry entry = new ManifestEntry(
                "BreaksInvariant.cfg",
                "MCBaton",
                "Can it break?",
                Expected.VIOLATES,
                "NobodyDone",
                PropertyKind.INVARIANT,
                1,
                null,
                1,
                null,
                null,
                null,
                null,
                null);
        CfgReport fresh = new CfgCheck(ToySpecs.FOLDER, Limits.standard(), 1, Optional.empty())
                .check(entry, ProgressListener.NONE);
        CfgReport asked = new CfgCheck(ToySpecs.FOLDER, Limits.standard(), 1, Optional.of(warm))
                .check(entry, ProgressListener.NONE);
        assertFalse(asked.asExpected());
        assertEquals(fresh.differences(), asked.differences());
        assertEquals(told(fresh.tlc()), told(asked.tlc()));
    }
}
