package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import org.pinproof.conform.GupRung;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.report.Report;
import org.pinproof.report.TraceResult;
import org.pinproof.report.TracesReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drives the Java code along what the specification allows. */
@Command(
        name = "replay",
        description = {
            "Drives the Java code along recorded traces, comparing its state after every event.",
            "Without a trace: along every edge of the state graph of a cfg."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar replay",
            "  java -jar target/pinproof.jar replay --cfg MCGupFastReplay --mutant A19-no-recheck",
            "  java -jar target/pinproof.jar replay traces/accepted/bounce.itf.json"
        })
final class ReplayVerb extends Verb {
    @Parameters(arity = "0..*", paramLabel = "TRACE", description = "Trace files, .itf.json or .ndjson.")
    private List<Path> files;

    @Option(
            names = "--cfg",
            paramLabel = "CFG",
            description = "The cfg whose graph is replayed (default: MCGupFastReplay.cfg, or the standard one of the"
                    + " specification whose code has the mutant).")
    private String cfg;

    @Option(
            names = "--mutant",
            paramLabel = "NAME",
            defaultValue = "none",
            description = "Drive code with a bug instead; `pinproof explore` lists them.")
    private String mutant;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        Rung first = GupRung.RUNG.hasMutant(mutant) ? GupRung.RUNG : Rungs.ALL.withMutant(mutant);
        if (files == null) {
            Path folder = specFolder.in(this);
            String file = new CfgFiles(folder).file(cfg == null ? first.standardCfg() : cfg);
            try (ShownProgress progress = ShownProgress.of(console(), "enumerating " + file)) {
                return new GraphReplay(folder, file, mutant).run(progress);
            }
        }
        if (cfg != null) {
            throw badUsage("--cfg names the graph to replay, and traces were named too; give one or the other");
        }
        try (OpenSpecs none = new OpenSpecs(Path.of(""))) {
            TraceCheck check = new TraceCheck(none);
            ImmutableList.Builder<TraceResult> results = ImmutableList.builder();
            for (Path file : files) {
                if (!console().interrupted().getAsBoolean()) {
                    results.add(check.check(file, TraceCheck.replay(mutant), false));
                }
            }
            return new TracesReport("replay", files.size(), false, results.build());
        }
    }
}
