package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinproof.report.CfgResult;
import org.pinproof.report.CheckReport;
import org.pinproof.report.Report;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.SpecLint;
import org.pinproof.tlc.WarmTlc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Model-checks the specifications and compares with what the manifest says must come out. */
@Command(
        name = "check",
        description = {
            "Checks cfgs with TLC and by enumeration of our own, and compares both with the manifest: verdict, violated"
                    + " property, states, depth, actions that never fire, invariants never put to the test."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar check",
            "  java -jar target/pinproof.jar check MCGupFastOrder0 spec/MCGupFastLeaf.cfg"
        })
final class CheckVerb extends Verb {
    @Parameters(
            arity = "0..*",
            paramLabel = "CFG",
            description = "Names or files of cfgs (default: all in the manifest).")
    private List<String> cfgs = List.of();

    @Option(
            names = "--update",
            description = {
                "Write the states and the depth that were found into the manifest.",
                "A verdict that changed is not written, and stays a difference."
            })
    private boolean update;

    @Mixin
    private Jobs jobs;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        int atATime = jobs.in(this);
        Path folder = specFolder.in(this);
        Manifest manifest = Manifest.read(folder);
        List<String> files = files(folder, manifest);
        Map<String, CfgCheckRun> runs = new LinkedHashMap<>();
        try (WarmTlc warm = new WarmTlc();
                ShownProgress progress = ShownProgress.of(console(), "checking", files.size())) {
            List<Workload.Piece<CfgResult>> pieces = new ArrayList<>();
            for (String file : files) {
                CfgCheckRun run = new CfgCheckRun(
                        folder,
                        file,
                        manifest.entry(file),
                        warm,
                        manifest.entry(file)
                                .filter(entry -> update)
                                .map(entry -> manifest.invariants(Manifest.base(entry.module()))));
                runs.put(file, run);
                pieces.add(new Workload.Piece<>(run.weight(), () -> run.result(progress)));
            }
            ImmutableList<CfgResult> results =
                    new Workload(atATime, console().interrupted(), progress::done).run(pieces);
            ImmutableList<String> notes = notes(folder, manifest);
            return update ? updated(manifest, runs, results, notes) : new CheckReport(files.size(), results, notes);
        }
    }

    /** What some cfgs alone cannot be blamed for is looked at when all are asked for. */
    private ImmutableList<String> notes(Path folder, Manifest manifest) {
        return cfgs.isEmpty()
                ? ImmutableList.<String>builder()
                        .addAll(manifest.strays())
                        .addAll(SpecLint.modules(folder))
                        .build()
                : ImmutableList.of();
    }

    private List<String> files(Path folder, Manifest manifest) {
        CfgFiles named = new CfgFiles(folder);
        return cfgs.isEmpty()
                ? manifest.entries().stream().map(ManifestEntry::cfg).toList()
                : cfgs.stream().map(named::file).distinct().toList();
    }

    /** The figures of runs that came to the verdict expected; the rest stays, and stays wrong. */
    private static Report updated(
            Manifest manifest,
            Map<String, CfgCheckRun> runs,
            ImmutableList<CfgResult> results,
            ImmutableList<String> notes) {
        Manifest next = manifest;
        ImmutableList.Builder<CfgResult> shown = ImmutableList.builder();
        for (CfgResult result : results) {
            CfgCheckRun run = runs.get(result.cfg());
            if (run.measured().isPresent()) {
                next = next.with(run.measured().get());
                shown.add(run.accepted(result));
            } else {
                shown.add(result);
            }
        }
        next.write();
        return new CheckReport(runs.size(), shown.build(), notes);
    }
}
