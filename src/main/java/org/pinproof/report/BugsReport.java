package org.pinproof.report;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import org.pinproof.museum.Bug;
import org.pinproof.museum.Exhibit;
import org.pinproof.museum.Figures;
import org.pinproof.museum.Measured;
import org.pinproof.museum.Museum;
import org.pinproof.tlc.ManifestEntry;

/**
 * The bugs that are planted, and what it takes to find each.
 *
 * @param faults what is one-sided, nameless or not measured, one line each
 */
public record BugsReport(ImmutableList<Row> bugs, ImmutableList<Outside> outside, ImmutableList<String> faults)
        implements Report {

    /**
     * One bug.
     *
     * @param year in which it was fixed or found
     * @param nature whose it was, in words
     * @param from the commit or CVE that names it best, or what else is known of where it was
     * @param property what catches it
     * @param mutants all slugs that plant a form of it
     * @param differs whether what is planted differs from what the kernel had
     * @param figures what it took to find it
     */
    public record Row(
            String slug,
            Optional<Integer> year,
            String nature,
            String from,
            String title,
            String broke,
            Optional<String> property,
            ImmutableList<String> mutants,
            boolean differs,
            Optional<Figures> figures) {

        static Row of(Exhibit exhibit, Measured measured) {
            Bug bug = exhibit.bug();
            return new Row(
                    bug.slug(),
                    Optional.ofNullable(bug.year()),
                    bug.nature().label(),
                    References.best(bug),
                    bug.title(),
                    bug.broke(),
                    exhibit.cfg().map(ManifestEntry::property),
                    exhibit.slugs().asList(),
                    bug.planted() != null,
                    measured.of(bug));
        }
    }

    /** One that nothing here can have, and why. */
    public record Outside(String slug, String nature, String title, String why) {}

    /** {@return the report on a museum} */
    public static BugsReport of(Museum museum, Measured measured) {
        ImmutableList<Row> rows = museum.exhibits().stream()
                .map(exhibit -> Row.of(exhibit, measured))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Outside> outside = museum.outside().stream()
                .map(bug -> new Outside(bug.slug(), bug.nature().label(), bug.title(), bug.outside()))
                .collect(ImmutableList.toImmutableList());
        ImmutableList.Builder<String> faults = ImmutableList.builder();
        faults.addAll(museum.faults());
        rows.stream()
                .filter(row -> row.figures().isEmpty())
                .forEach(row -> faults.add("bug " + row.slug() + ": expected its figures in " + Measured.FILE
                        + ", got none; measure it: bugs --measure " + row.slug()));
        return new BugsReport(rows, outside, faults.build());
    }

    /** {@return this report with more that is not as it should be} */
    public BugsReport with(ImmutableList<String> more) {
        return new BugsReport(
                bugs,
                outside,
                ImmutableList.<String>builder().addAll(faults).addAll(more).build());
    }

    @Override
    public String verb() {
        return "bugs";
    }

    @Override
    public Judgement judgement() {
        return faults.isEmpty() ? Judgement.HELD : Judgement.FAILED;
    }
}
