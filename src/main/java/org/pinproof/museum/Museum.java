package org.pinproof.museum;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.SpecException;

/**
 * All bugs, each beside its mutants.
 *
 * @param exhibits those that something plants, in the catalogue's order
 * @param outside those that nothing here can have
 */
public record Museum(Manifest manifest, ImmutableList<Exhibit> exhibits, ImmutableList<Bug> outside) {
    private static final Pattern OF_A_BUG = Pattern.compile("[A-Z]\\d\\d-.*");

    /**
     * Reads the catalogue and the manifest of a specification folder.
     *
     * @throws SpecException if one of them is missing or not as it should be
     */
    public static Museum open(Path folder) {
        Manifest manifest = Manifest.read(folder);
        Catalogue catalogue = Catalogue.read(folder);
        ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
        ImmutableList.Builder<Bug> outside = ImmutableList.builder();
        for (Bug bug : catalogue.bugs()) {
            if (bug.outside() != null) {
                outside.add(bug);
            } else {
                exhibits.add(exhibit(bug, manifest));
            }
        }
        return new Museum(manifest, exhibits.build(), outside.build());
    }

    private static Exhibit exhibit(Bug bug, Manifest manifest) {
        ImmutableList<ManifestEntry> cfgs = manifest.entries().stream()
                .filter(entry -> entry.mutant() != null && bug.isPlantedBy(entry.mutant()))
                .collect(ImmutableList.toImmutableList());
        ImmutableList<Twin> twins = Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.mutants().stream()
                        .filter(mutant -> bug.isPlantedBy(mutant.slug()))
                        .map(mutant -> new Twin(rung, mutant)))
                .collect(ImmutableList.toImmutableList());
        return new Exhibit(bug, cfgs, twins);
    }

    /**
     * {@return the exhibit of this id or slug, its own or a mutant's}
     *
     * @throws SpecException if there is none
     */
    public Exhibit find(String name) {
        return exhibits.stream()
                .filter(exhibit -> exhibit.bug().id().equalsIgnoreCase(name)
                        || exhibit.bug().slug().equals(name)
                        || exhibit.slugs().contains(name))
                .findFirst()
                .orElseThrow(() -> new SpecException(unknown(name)));
    }

    private String unknown(String name) {
        Optional<Bug> known = outside.stream()
                .filter(bug -> bug.id().equalsIgnoreCase(name) || bug.slug().equals(name))
                .findFirst();
        return known.map(bug -> bug.slug() + " is not to be found here: " + bug.outside())
                .orElseGet(() -> "no bug is called \"" + name + "\"; there are "
                        + exhibits.stream().map(exhibit -> exhibit.bug().slug()).collect(Collectors.joining(", "))
                        + "; give one of these, or its first three letters");
    }

    /** {@return what is one-sided or nameless, a line each: the rule, what was found, the remedy} */
    public ImmutableList<String> faults() {
        ImmutableList.Builder<String> faults = ImmutableList.builder();
        for (Rung rung : Rungs.ALL.inOrder()) {
            ImmutableSortedSet<String> specified = specified(rung.module());
            ImmutableSortedSet<String> coded = rung.mutants().stream()
                    .map(CodeMutant::slug)
                    .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
            Sets.difference(specified, coded)
                    .forEach(slug -> faults.add(rung.module() + ": expected mutant " + slug
                            + " of the specification in the code as well, got none; plant it there, by the same name"));
            Sets.difference(coded, specified)
                    .forEach(slug -> faults.add(rung.module() + ": expected mutant " + slug
                            + " of the code in the specification as well, got none; plant it there, by the same name"));
            Sets.union(specified, coded).stream()
                    .filter(slug -> OF_A_BUG.matcher(slug).matches())
                    .filter(slug ->
                            exhibits.stream().noneMatch(exhibit -> exhibit.bug().isPlantedBy(slug)))
                    .forEach(slug -> faults.add(
                            "mutant " + slug + " of " + rung.module() + ": expected its bug in " + Catalogue.FILE
                                    + ", got none, or one that is said to be outside; correct one of the two"));
        }
        for (Exhibit exhibit : exhibits) {
            if (exhibit.twin().isEmpty()) {
                faults.add("bug " + exhibit.bug().slug()
                        + ": expected a mutant of this name in a specification and in the code of the same rung, got "
                        + (exhibit.cfg().isPresent() ? "only the specification's" : "none of the specification's")
                        + "; plant it, or say in " + Catalogue.FILE + " why it is outside");
            }
        }
        return faults.build();
    }

    private ImmutableSortedSet<String> specified(String module) {
        return manifest.entries().stream()
                .filter(entry ->
                        entry.mutant() != null && Manifest.base(entry.module()).equals(module))
                .map(ManifestEntry::mutant)
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }
}
