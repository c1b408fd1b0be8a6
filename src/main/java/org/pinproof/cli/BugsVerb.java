package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.pinproof.museum.Exhibit;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Ledger;
import org.pinproof.museum.Measured;
import org.pinproof.museum.Measuring;
import org.pinproof.museum.Museum;
import org.pinproof.report.BugsMarkdown;
import org.pinproof.report.BugsReport;
import org.pinproof.report.LedgerReport;
import org.pinproof.report.Report;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.WarmTlc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the bugs that are planted, tells the story of one, or measures anew what it takes to find them. */
@Command(
        name = "bugs",
        description = {
            "Lists the bugs of page pinning that are planted in the specifications and in the code, with what it takes to find"
                    + " each; or tells the story of one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar bugs",
            "  java -jar target/pinproof.jar bugs A05-undo-put-after-pin",
            "  java -jar target/pinproof.jar bugs --ledger"
        })
final class BugsVerb extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "BUG",
            description =
                    "A bug's slug, or the letter and two digits that it begins with, or the slug of one of its mutants.")
    private String bug;

    @Option(
            names = "--measure",
            description = {
                "Find each again, or the one that is named, by TLC and by the explorer, and write what it takes into the"
                        + " specification folder: bugs-measured.json, and the page BUGS.md."
            })
    private boolean measure;

    @Option(
            names = "--check",
            description =
                    "Find each again, or the one that is named, and compare with what is written: all but the seconds has to be"
                            + " the same.")
    private boolean check;

    @Option(
            names = "--ledger",
            description =
                    "Show what each property is there for: the mutants that break it, and those that break nothing else;"
                            + " and the actions that are on no way to a violation.")
    private boolean ledger;

    @Mixin
    private Jobs jobs;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        Path folder = specFolder.in(this);
        requireUsable();
        if (ledger) {
            return new LedgerReport(Ledger.of(Manifest.read(folder)).sections());
        }
        Museum museum = Museum.open(folder);
        ImmutableList<Exhibit> asked = bug == null ? museum.exhibits() : ImmutableList.of(museum.find(bug));
        if (measure || check) {
            Measured before = Measured.read(folder).of(museum);
            ImmutableList<Figures> found = measured(folder, asked);
            return measure ? written(folder, museum, asked, before, found) : compared(museum, asked, before, found);
        }
        return bug == null
                ? BugsReport.of(museum, Measured.read(folder))
                : new BugStory(folder, console().interrupted()).of(museum.find(bug), bug, Measured.read(folder));
    }

    private void requireUsable() {
        long asked = ImmutableList.of(measure, check, ledger).stream()
                .filter(each -> each)
                .count();
        if (asked > 1 || ledger && bug != null) {
            throw badUsage(
                    "--measure, --check and --ledger are three questions, and the last is of all bugs; give one");
        }
    }

    private ImmutableList<Figures> measured(Path folder, ImmutableList<Exhibit> asked) {
        ImmutableList<Exhibit> planted =
                asked.stream().filter(exhibit -> exhibit.twin().isPresent()).collect(ImmutableList.toImmutableList());
        try (WarmTlc warm = new WarmTlc();
                ShownProgress progress = ShownProgress.of(console(), "measuring", planted.size())) {
            Measuring measuring = new Measuring(folder, warm, console().interrupted());
            return new Workload(jobs.in(this), console().interrupted(), progress::done)
                            .run(planted.stream()
                                    .map(exhibit -> new Workload.Piece<>(1, () -> measuring.of(exhibit)))
                                    .toList())
                            .stream()
                            .flatMap(figures -> figures.stream())
                            .collect(ImmutableList.toImmutableList());
        }
    }

    private static Report written(
            Path folder, Museum museum, ImmutableList<Exhibit> asked, Measured before, ImmutableList<Figures> found) {
        Measured figures = before.with(found);
        figures.write(folder);
        BugsReport report = BugsReport.of(museum, figures);
        WholeFile.write(folder.resolve(BugsMarkdown.FILE), BugsMarkdown.text(report, Ledger.of(museum.manifest())));
        return found.size() == asked.size()
                ? report
                : report.with(ImmutableList.of("measured: expected " + asked.size() + " bugs, got " + found.size()
                        + "; what was not measured keeps its figures; run it again"));
    }

    private static Report compared(
            Museum museum, ImmutableList<Exhibit> asked, Measured before, ImmutableList<Figures> found) {
        ImmutableMap<String, Figures> again =
                found.stream().collect(ImmutableMap.toImmutableMap(Figures::slug, figures -> figures));
        ImmutableList.Builder<String> differences = ImmutableList.builder();
        for (Exhibit exhibit : asked) {
            String slug = exhibit.bug().slug();
            Figures now = again.get(slug);
            if (now == null) {
                differences.add("bug " + slug + ": expected to find it again, got no answer; run it again");
            } else if (!before.of(exhibit.bug())
                    .map(Figures::reproducible)
                    .filter(now.reproducible()::equals)
                    .isPresent()) {
                differences.add("bug " + slug + ": expected "
                        + before.of(exhibit.bug())
                                .map(Figures::reproducible)
                                .map(Object::toString)
                                .orElse("figures")
                        + ", got " + now.reproducible() + "; bugs --measure " + slug + " if the change is meant");
            }
        }
        return BugsReport.of(museum, before).with(differences.build());
    }
}
