package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.ManifestEntry.Expected;

class CfgCheckTest {
    private static final int DISTINCT = 113;
    private static final int DEPTH = 10;

    private static CfgReport check(ManifestEntry entry) {
        return check(entry, Limits.standard());
    }

    private static CfgReport check(ManifestEntry entry, Limits limits) {
        return new CfgCheck(ToySpecs.FOLDER, limits, 1, Optional.empty()).check(entry, ProgressListener.NONE);
    }

    private static ManifestEntry holds(long distinct, int depth, Map<String, String> witnesses, List<String> unfired) {
        return new ManifestEntry(
                "Holds.cfg",
                "MCBaton",
                "Is it typed?",
                Expected.HOLDS,
                null,
                null,
                distinct,
                null,
                depth,
                witnesses,
                unfired,
                null,
                null,
                null);
    }

    private static ManifestEntry violates(String cfg, PropertyKind kind, String property, long distinct, int depth) {
        return new ManifestEntry(
                cfg,
                "MCBaton",
                "Can it break?",
                Expected.VIOLATES,
                property,
                kind,
                distinct,
                null,
                depth,
                Map.of(),
                List.of(),
                null,
                null,
                null);
    }

    @Test
    void accepts_a_cfg_that_is_as_the_manifest_says() {
        CfgReport report = check(holds(DISTINCT, DEPTH, ImmutableMap.of("TypeOK", "SomebodyDone"), List.of("Never")));
        assertEquals(List.of(), report.differences());
        assertTrue(report.asExpected());
        assertEquals(DISTINCT, report.entry().measured(report.tlc()).distinct());
    }

    @Test
    void rejects_fewer_states_dead_actions_and_witnesses_that_are_never_true() {
        CfgReport report = check(holds(
                DISTINCT + 1,
                DEPTH,
                ImmutableMap.of("TypeOK", "Impossible", "NobodyDone", "SomebodyDone"),
                List.of("Take", "Jump")));
        assertEquals(
                List.of(
                        "distinct states: expected 114, got 113; fewer states mean that something is no longer explored;"
                                + " update the manifest only if that is meant",
                        "action Never: expected at least one step, got none; make it reachable, or list it under"
                                + " \"unfired\" with the cfg",
                        "action Take: expected no step, being listed under \"unfired\", got some; remove it from the"
                                + " list",
                        "unfired Jump: expected an action of Next, got no such action; remove it from the list",
                        "witness Impossible for TypeOK: expected true in some state, got true in none; the invariant"
                                + " holds of nothing; widen the bounds",
                        "witness for NobodyDone: expected an invariant of the cfg, got no such invariant; correct the"
                                + " name or remove the witness"),
                report.differences());
    }

    @Test
    void rejects_an_invariant_that_nobody_has_decided_about() {
        assertEquals(
                List.of("invariant TypeOK: expected a witness in the manifest, got none; name under \"witnesses\" the"
                        + " operator that is true where the invariant says something, or \"always\" if it says"
                        + " something of every state"),
                check(holds(DISTINCT, DEPTH, Map.of(), List.of("Never"))).differences());
    }

    @Test
    void accepts_an_invariant_that_says_something_of_every_state() {
        assertEquals(
                List.of(),
                check(holds(DISTINCT, DEPTH, Map.of("TypeOK", "always"), List.of("Never")))
                        .differences());
    }

    @Test
    void rejects_another_verdict_than_expected() {
        CfgReport report = check(violates("BreaksInvariant.cfg", PropertyKind.INVARIANT, "TypeOK", 12, 4));
        assertEquals(
                List.of("verdict: expected violates TypeOK, got violates NobodyDone; look at the counterexample, or"
                        + " correct the manifest if the change is meant"),
                report.differences());
    }

    @Test
    void accepts_expected_violations_and_records_them() {
        ManifestEntry guess = violates("BreaksLiveness.cfg", PropertyKind.TEMPORAL, "EventuallyDone", 1, 1);
        CfgReport report = check(guess);
        ManifestEntry measured = guess.measured(report.tlc());
        assertEquals(DISTINCT, measured.distinct());
        assertEquals(DEPTH, measured.depth());
        assertEquals(PropertyKind.TEMPORAL, measured.kind());
        assertEquals(
                ImmutableList.of(),
                check(violates("FalseAssume.cfg", PropertyKind.ASSUME, "LimitIsPositive", 0, 0))
                        .differences());
    }

    @Test
    void a_limit_makes_a_check_inconclusive_and_not_accepted() {
        CfgReport report = check(holds(DISTINCT, DEPTH, Map.of(), List.of("Never")), new Limits(10, 1000, true));
        assertTrue(report.inconclusive());
        assertFalse(report.asExpected());
        assertEquals(
                List.of("own enumeration: expected the whole graph, got a part: limit of 10 states reached; raise it"),
                report.differences());
    }

    @Test
    void rejects_actions_that_cannot_be_named_in_a_replay() {
        ManifestEntry entry = new ManifestEntry(
                "Plain.cfg",
                "Unsplit",
                "?",
                Expected.HOLDS,
                null,
                null,
                4,
                null,
                2,
                Map.of(),
                List.of(),
                null,
                null,
                null);
        List<String> differences = check(entry).differences();
        assertTrue(
                differences.stream()
                        .anyMatch(line -> line.startsWith(
                                "every step of Next is a named action; Unsplit.tla line 8 is Next itself")),
                differences.toString());
    }

    @Test
    void a_cfg_that_cannot_be_used_is_a_difference() {
        ManifestEntry entry = new ManifestEntry(
                "Plain.cfg",
                "NoSuchSpec",
                "?",
                Expected.HOLDS,
                null,
                null,
                1,
                null,
                1,
                Map.of(),
                List.of(),
                null,
                null,
                null);
        assertTrue(check(entry).differences().get(0).startsWith("module NoSuchSpec must be a readable file"));
    }
}
