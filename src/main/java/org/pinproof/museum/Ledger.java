package org.pinproof.museum;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeMultimap;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;

/**
 * What each property and each action is there for, by the manifest: the mutants that it kills, and the ways to a violation that it is
 * part of.
 *
 * @param sections a specification each, in the manifest's order
 */
public record Ledger(ImmutableList<Section> sections) {

    /**
     * One specification.
     *
     * @param lines its properties, in the order of their names
     * @param idle actions that are on no way to a violation, neither a mutant's nor one that a cfg asks for to show that something
     *     can be reached
     */
    public record Section(String specification, ImmutableList<Line> lines, ImmutableSortedSet<String> idle) {}

    /**
     * One property.
     *
     * @param kills mutants that break it, in some cfg
     * @param alone those of them that break nothing else
     */
    public record Line(String property, ImmutableSortedSet<String> kills, ImmutableSortedSet<String> alone) {}

    /** Reads the ledger out of a manifest. */
    public static Ledger of(Manifest manifest) {
        return new Ledger(manifest.entries().stream()
                .map(entry -> Manifest.base(entry.module()))
                .distinct()
                .map(base -> section(manifest, base))
                .collect(ImmutableList.toImmutableList()));
    }

    private static Section section(Manifest manifest, String base) {
        TreeMultimap<String, String> killers = TreeMultimap.create();
        Set<String> properties = new TreeSet<>(manifest.invariants(base));
        Set<String> taken = new TreeSet<>();
        for (ManifestEntry entry : manifest.entries()) {
            if (Manifest.base(entry.module()).equals(base)) {
                taken.addAll(entry.taken());
                if (entry.mutant() != null) {
                    killers.putAll(entry.mutant(), entry.broken());
                    Optional.ofNullable(entry.property()).ifPresent(name -> killers.put(entry.mutant(), name));
                }
            }
        }
        properties.addAll(killers.values());
        ImmutableList<Line> lines =
                properties.stream().map(property -> line(property, killers)).collect(ImmutableList.toImmutableList());
        ImmutableSet<String> steps = Rungs.ALL.find(base).map(Rung::steps).orElse(ImmutableSet.of());
        return new Section(
                base,
                lines,
                Sets.difference(steps, taken).stream()
                        .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder())));
    }

    private static Line line(String property, TreeMultimap<String, String> killers) {
        ImmutableSortedSet.Builder<String> kills = ImmutableSortedSet.naturalOrder();
        ImmutableSortedSet.Builder<String> alone = ImmutableSortedSet.naturalOrder();
        killers.asMap().forEach((mutant, properties) -> {
            if (properties.contains(property)) {
                kills.add(mutant);
                if (properties.size() == 1) {
                    alone.add(mutant);
                }
            }
        });
        return new Line(property, kills.build(), alone.build());
    }
}
