package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.pinproof.report.Interleavings;
import org.pinproof.report.Report;
import org.pinproof.report.TraceDescription;
import org.pinproof.report.TraceResult;
import org.pinproof.report.TracesReport;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the recorded traces, or describes one. */
@Command(
        name = "traces",
        description =
                "Lists the recorded traces, with what each says of itself; or describes one: its header and its events.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar traces --check",
            "  java -jar target/pinproof.jar traces traces/accepted/bounce.itf.json"
        })
final class TracesVerb extends Verb {
    @Parameters(arity = "0..1", paramLabel = "TRACE", description = "A trace file to describe.")
    private Path file;

    @Option(names = "--check", description = "Hold each against the specification, and against what it says of itself.")
    private boolean checks;

    @Mixin
    private TracesFolder tracesFolder;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        if (file != null) {
            return describe();
        }
        ImmutableList<Path> files = TraceFolder.files(tracesFolder.in(this));
        if (!checks) {
            return new TracesReport(
                    "traces",
                    files.size(),
                    false,
                    files.stream().map(TraceCheck::listed).collect(ImmutableList.toImmutableList()));
        }
        ImmutableList.Builder<TraceResult> results = ImmutableList.builder();
        try (OpenSpecs specs = new OpenSpecs(specFolder.in(this))) {
            TraceCheck check = new TraceCheck(specs);
            for (Path each : files) {
                if (!console().interrupted().getAsBoolean()) {
                    results.add(check.check(each, check::conform, true));
                }
            }
        }
        return new TracesReport("traces", files.size(), true, results.build());
    }

    private Report describe() {
        try (EventStream trace = TraceFiles.stream(file)) {
            TraceHeader header = trace.header();
            ImmutableMap.Builder<String, String> constants = ImmutableMap.builder();
            header.constants().forEach((String name, Value value) -> constants.put(name, value.toString()));
            return new TraceDescription(
                    TraceCheck.listed(file),
                    header.spec(),
                    constants.buildOrThrow(),
                    header.seed(),
                    header.schedule(),
                    Interleavings.of(trace, Long.MAX_VALUE));
        }
    }
}
