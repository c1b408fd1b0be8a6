package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pinproof.cli.VerifyItem.Finding;
import org.pinproof.conform.Verdict;
import org.pinproof.report.Judgement;
import org.pinproof.report.TraceResult;
import org.pinproof.report.VerdictReport;
import org.pinproof.report.VerifyReport.Part;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceFormatException;

/** Every recorded trace: what it says of itself has to be so, and what conforms has to be followed by the code as well. */
final class TraceItems {
    private static final long WEIGHT = 3_000;
    private static final String CONFORMS = new Verdict.Conforms(1).word();

    private static final String VIOLATES = new Verdict.Violates("", 0, Optional.empty(), "").word();

    private TraceItems() {}

    static List<VerifyItem> of(OpenSpecs specs, Path folder) {
        ImmutableList<Path> files = TraceFolder.files(folder);
        if (files.isEmpty()) {
            throw new SpecException("there is no trace file in " + folder + "; run from the repository root or give "
                    + TracesFolder.OPTION);
        }
        return files.stream().map(file -> item(new TraceCheck(specs), file)).toList();
    }

    private static VerifyItem item(TraceCheck check, Path file) {
        TraceResult listed = TraceCheck.listed(file);
        Part part = part(listed);
        return new VerifyItem(
                part,
                file.toString(),
                module(file),
                WEIGHT + listed.events().orElse(0),
                listener -> finding(
                        listed, check.check(file, part == Part.REJECTED_TRACE ? check::conform : check::both, true)));
    }

    /** {@return the specification that the trace is said to be of; none for a file that cannot be read} */
    private static Optional<String> module(Path file) {
        try (EventStream trace = TraceFiles.stream(file)) {
            return Optional.of(Manifest.base(trace.header().spec()));
        } catch (TraceFormatException e) {
            return Optional.empty();
        }
    }

    private static Part part(TraceResult listed) {
        String claimed = listed.claimed().orElse(CONFORMS);
        if (claimed.equals(CONFORMS)) {
            return Part.ACCEPTED_TRACE;
        }
        return claimed.startsWith(VIOLATES) ? Part.VIOLATING_TRACE : Part.REJECTED_TRACE;
    }

    private static Finding finding(TraceResult listed, TraceResult result) {
        ImmutableMap<String, Long> counts =
                ImmutableMap.of("traces", 1L, "events", listed.events().orElse(0));
        VerdictReport verdict = result.verdict().orElseThrow();
        if (result.judgement() == Judgement.HELD) {
            return Finding.of(counts, verdict, Judgement.HELD);
        }
        Finding finding = Finding.of(counts, verdict, result.judgement());
        String claimed = result.claimed().orElse(CONFORMS);
        return new Finding(
                counts,
                finding.verdict(),
                ImmutableList.<String>builder()
                        .add("the file says: " + claimed)
                        .addAll(finding.details())
                        .build(),
                result.judgement());
    }
}
