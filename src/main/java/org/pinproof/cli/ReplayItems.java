package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.report.ReplayReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecException;

/** The replay of the standard graph of each rung, once it is found to be what the manifest says. */
final class ReplayItems {
    /** More than any cfg: it is the largest of them, and then driven through the code. */
    private static final long WEIGHT = 300_000;

    private ReplayItems() {}

    static List<VerifyItem> of(Path folder) {
        return Rungs.ALL.inOrder().stream().map(rung -> of(folder, rung)).toList();
    }

    private static VerifyItem of(Path folder, Rung rung) {
        String cfg = new CfgFiles(folder).file(rung.standardCfg());
        return new VerifyItem(
                Part.REPLAY, cfg, Optional.of(rung.module()), WEIGHT, listener -> finding(folder, cfg, listener));
    }

    private static Finding finding(Path folder, String cfg, ProgressListener listener) {
        ReplayReport report =
                new GraphReplay(folder, cfg, Rung.CORRECT, Optional.of(expected(folder, cfg))).run(listener);
        return Finding.of(
                ImmutableMap.of("states", report.states(), "edges", report.edges(), "edges driven", report.covered()),
                report.verdict(),
                report.judgement());
    }

    private static ManifestEntry expected(Path folder, String cfg) {
        return Manifest.read(folder)
                .entry(cfg)
                .orElseThrow(() -> new SpecException("a graph that is replayed must be known to " + Manifest.FILE
                        + ", or nothing says that it is whole; " + cfg
                        + " is not; add an entry, then run check --update "
                        + cfg));
    }
}
