package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.museum.Exhibit;
import org.pinproof.museum.Measured;
import org.pinproof.museum.MutantSource;
import org.pinproof.museum.Twin;
import org.pinproof.report.BugReport;
import org.pinproof.report.ExploreReport;
import org.pinproof.sched.Watchdog;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.PlantedLines;
import org.pinproof.tlc.SpecException;

/**
 * Tells the story of a bug: what is written of it, the lines that plant it, and the harm that the code does with them.
 *
 * @param folder of the specifications
 * @param stop ends the search for the shortest way
 */
record BugStory(Path folder, BooleanSupplier stop) {
    /** Where this program's sources are, seen from where it was built. */
    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final long MOST_STATES = 500_000;

    /** @param name by which the exhibit was asked for: if it is a mutant's, that is the one that is shown */
    BugReport of(Exhibit exhibit, String name, Measured measured) {
        String slug = exhibit.slugs().contains(name) ? name : exhibit.bug().slug();
        ManifestEntry cfg = exhibit.cfg(slug).orElseThrow(() -> oneSided(slug));
        Twin twin = exhibit.twin(slug).orElseThrow(() -> oneSided(slug));
        CodeMutant mutant = twin.mutant();
        ConformingExploration.Plan plan =
                new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, MOST_STATES, false);
        Subject subject = Subject.named(mutant.script());
        ExploreReport execution = new Watchdog(ExploreVerb.PATIENCE)
                .watch(heartbeat -> new Exploring(subject, plan, Optional.empty(), stop).alone(heartbeat));
        return new BugReport(
                BugReport.row(exhibit, measured),
                exhibit.bug().broke(),
                exhibit.bug().story(),
                exhibit.bug().fix(),
                Optional.ofNullable(exhibit.bug().planted()),
                BugReport.references(exhibit),
                slug,
                specified(cfg),
                coded(twin),
                execution,
                ImmutableList.of(
                        "check " + cfg.cfg(),
                        "explore '" + mutant.script() + "'",
                        "explore '" + mutant.script() + "' --no-conform",
                        "bugs --measure " + exhibit.bug().slug()));
    }

    private static SpecException oneSided(String slug) {
        return new SpecException(slug + " is not planted on both sides, so there is no story to tell; see: bugs");
    }

    private ImmutableList<BugReport.Lines> specified(ManifestEntry cfg) {
        return PlantedLines.of(folder, cfg).replaced().stream()
                .map(replaced -> new BugReport.Lines(
                        folder.resolve(cfg.cfg()).toString(),
                        "has " + replaced.operator() + " <- " + replaced.by() + ", of "
                                + replaced.wrong().module(),
                        Optional.of(replaced.wrong().comment()).filter(comment -> !comment.isEmpty()),
                        replaced.wrong().lines(),
                        replaced.right().map(PlantedLines.Definition::lines)))
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<BugReport.Lines> coded(Twin twin) {
        return MutantSource.of(SOURCES, twin).stream()
                .map(source -> new BugReport.Lines(
                        SOURCES.resolve(source.file()).toString(),
                        "has",
                        Optional.empty(),
                        source.lines(),
                        Optional.empty()))
                .collect(ImmutableList.toImmutableList());
    }
}
