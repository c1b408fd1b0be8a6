package org.pinproof.cli;

import com.google.common.base.Ticker;
import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pinproof.report.Report;
import org.pinproof.report.VerifyReport;
import org.pinproof.report.VerifyReport.Item;
import org.pinproof.tlc.WarmTlc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at bounds that fit into a few minutes, and one table that says what held. */
@Command(
        name = "verify",
        description = {
            "Checks everything at once: the specifications by TLC, every edge of their graph through the Java code, the"
                    + " interleavings of the Java code against the specification, that every planted bug is found, and the"
                    + " recorded traces. Ends with 0 only if all of it held."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar verify",
            "  java -jar target/pinproof.jar verify --only explore,mutants --list"
        })
final class VerifyVerb extends Verb {
    /** What {@code --only} can name. */
    enum Stage {
        SPEC,
        REPLAY,
        EXPLORE,
        SAMPLE,
        MUTANTS,
        TRACES
    }

    @Option(
            names = "--only",
            paramLabel = "STAGE",
            split = ",",
            description = "Only these, joined by commas: spec, replay, explore, sample, mutants, traces.")
    private Set<Stage> only = EnumSet.allOf(Stage.class);

    @Option(names = "--list", description = "A line for each cfg, scenario, mutant and trace, not only for each stage.")
    private boolean list;

    @Mixin
    private Jobs jobs;

    @Mixin
    private BudgetOption budget;

    @Option(
            names = "--campaign",
            description = "The cfgs of " + Campaign.FILE + " too, which are too dear for every build.")
    private boolean campaign;

    @Mixin
    private SpecFolder specFolder;

    @Mixin
    private TracesFolder tracesFolder;

    @Override
    Report report() {
        return FirstCompilerOnly.during(this::verified);
    }

    private VerifyReport verified() {
        long began = System.nanoTime();
        int atATime = jobs.in(this);
        Spending spending = new Spending(budget.in(this, specFolder.in(this)), Ticker.systemTicker());
        try (OpenSpecs specs = new OpenSpecs(specFolder.in(this));
                WarmTlc warm = new WarmTlc()) {
            List<VerifyItem> items = items(specs, warm);
            try (ShownProgress progress = ShownProgress.of(console(), "verifying", items.size())) {
                ImmutableList<Item> done = new Workload(atATime, console().interrupted(), progress::done)
                        .run(items.stream()
                                .map(item -> new Workload.Piece<>(
                                        item.module().orElse(""), item.weight(), () -> spending.run(item, progress)))
                                .toList());
                return new VerifyReport(items.size(), done, list, spending.times(), (System.nanoTime() - began) / 1e9);
            }
        }
    }

    private List<VerifyItem> items(OpenSpecs specs, WarmTlc warm) {
        Path spec = specFolder.in(this);
        List<VerifyItem> items = new ArrayList<>();
        if (only.contains(Stage.SPEC)) {
            items.addAll(SpecItems.of(spec, warm, campaign));
        }
        if (only.contains(Stage.REPLAY)) {
            items.addAll(ReplayItems.of(spec));
        }
        if (only.contains(Stage.EXPLORE)) {
            items.addAll(ExplorationItems.exhaustive(specs, console().interrupted()));
        }
        if (only.contains(Stage.SAMPLE)) {
            items.addAll(ExplorationItems.sampled(specs, console().interrupted()));
        }
        if (only.contains(Stage.MUTANTS)) {
            items.addAll(MutantItems.of(specs, console().interrupted()));
        }
        if (only.contains(Stage.TRACES)) {
            items.addAll(TraceItems.of(specs, tracesFolder.in(this)));
        }
        return items;
    }
}
