package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import org.pinproof.report.Report;
import org.pinproof.report.TraceResult;
import org.pinproof.report.TracesReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds recorded traces against the specification. */
@Command(
        name = "conform",
        description = "Holds recorded traces against the specification, event by event, with the constants they name.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar conform traces/accepted/bounce.itf.json",
            "  java -jar target/pinproof.jar conform --expect traces/rejected/*"
        })
final class ConformVerb extends Verb {
    @Parameters(arity = "1..*", paramLabel = "TRACE", description = "Trace files, .itf.json or .ndjson.")
    private List<Path> files;

    @Option(
            names = "--expect",
            description =
                    "Good is not what conforms, but what comes to the verdict that the file names; one that names none"
                            + " has to conform.")
    private boolean expect;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        ImmutableList.Builder<TraceResult> results = ImmutableList.builder();
        try (OpenSpecs specs = new OpenSpecs(specFolder.in(this))) {
            TraceCheck check = new TraceCheck(specs);
            for (Path file : files) {
                if (!console().interrupted().getAsBoolean()) {
                    results.add(check.check(file, check::conform, expect));
                }
            }
        }
        return new TracesReport("conform", files.size(), expect, results.build());
    }
}
