package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.report.ReplayReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.tlc.ProgressListener;

/** The replay of the standard graph. */
final class ReplayItem {
    /** More than any cfg: it is the largest of them, and then driven through the code. */
    private static final long WEIGHT = 300_000;

    private ReplayItem() {}

    static VerifyItem of(Path folder) {
        String cfg = new CfgFiles(folder).file(GraphReplay.STANDARD_CFG);
        return new VerifyItem(Part.REPLAY, cfg, WEIGHT, listener -> finding(folder, cfg, listener));
    }

    private static Finding finding(Path folder, String cfg, ProgressListener listener) {
        ReplayReport report = new GraphReplay(folder, cfg, GupMutant.NONE).run(listener);
        return Finding.of(
                ImmutableMap.of("states", report.states(), "edges", report.edges(), "edges driven", report.covered()),
                report.verdict(),
                report.judgement());
    }
}
