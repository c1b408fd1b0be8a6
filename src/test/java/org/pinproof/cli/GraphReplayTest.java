package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.Replayer.Coverage;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.ScriptException;
import org.pinproof.report.Judgement;
import org.pinproof.report.ReplayReport;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecSteppers;

class GraphReplayTest {
    private static Verdict verdict(long edges, long covered) {
        return GraphReplay.verdict(new Coverage(3, edges, covered, Optional.empty()));
    }

    @Test
    void all_edges_conform() {
        assertEquals(new Verdict.Conforms(5), verdict(5, 5));
    }

    @Test
    void a_graph_without_edges_is_no_success() {
        assertEquals(new Verdict.Failed("the graph has no edges, so there is nothing to replay"), verdict(0, 0));
    }

    @Test
    void edges_left_out_are_counted() {
        assertEquals(
                new Verdict.Failed(
                        "1,233 of 1,234 edges were driven through the code and none diverged, but all must be"
                                + " driven; this is a bug in Pinproof, report it with the cfg"),
                verdict(1234, 1233));
    }

    @Test
    void the_standard_cfg_of_a_rung_is_of_its_module() {
        Path folder = Path.of("spec");
        for (Rung rung : Rungs.ALL.inOrder()) {
            String cfg = new CfgFiles(folder).file(rung.standardCfg());
            String module = new CfgFiles(folder).module(cfg);
            try (CheckedSpec spec = SpecSteppers.open(folder, module, folder.resolve(cfg))) {
                assertSame(rung, Rungs.ALL.of(spec, cfg));
                rung.requireTheCodes(spec, folder);
            }
        }
    }

    @Test
    void a_mutant_of_another_code_is_refused() {
        GraphReplay replay = new GraphReplay(Path.of("spec"), "MCGupFastLeaf.cfg", "only-elsewhere");
        assertTrue(assertThrows(ScriptException.class, () -> replay.run(ProgressListener.NONE))
                .getMessage()
                .startsWith("the code of GupFast has no mutant \"only-elsewhere\". It has none, A19-no-recheck, "));
    }

    @Test
    void a_graph_that_is_not_as_the_manifest_says_is_not_replayed() {
        Path folder = Path.of("spec");
        String cfg = "MCCompoundAlone.cfg";
        ManifestEntry known = Manifest.read(folder).entry(cfg).orElseThrow();
        ManifestEntry other = new ManifestEntry(
                cfg,
                known.module(),
                known.question(),
                known.verdict(),
                null,
                null,
                known.distinct() + 1,
                null,
                known.depth(),
                known.witnesses(),
                known.unfired(),
                null,
                null,
                null);
        ReplayReport report = new GraphReplay(folder, cfg, Rung.CORRECT, Optional.of(other)).run(ProgressListener.NONE);
        assertEquals(Judgement.FAILED, report.judgement());
        assertEquals(
                Optional.of(String.format(
                        "distinct states: expected %d, got %d; update the manifest, by check --update, if the change is meant",
                        known.distinct() + 1, known.distinct())),
                report.verdict().reason());
        assertEquals(0, report.covered());
    }
}
