package org.pinproof.museum;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;

/**
 * A bug with everything that plants it.
 *
 * @param cfgs what plants it in a specification, in the manifest's order
 * @param twins what plants it in the code, in the order of the rungs
 */
public record Exhibit(Bug bug, ImmutableList<ManifestEntry> cfgs, ImmutableList<Twin> twins) {

    /** {@return the first cfg, of the specification that is to show it, whose mutant has the bug's own slug} */
    public Optional<ManifestEntry> cfg() {
        return cfgs.stream()
                .filter(cfg -> bug.slug().equals(cfg.mutant()))
                .filter(cfg -> bug.shownIn() == null || bug.shownIn().equals(Manifest.base(cfg.module())))
                .findFirst();
    }

    /** {@return the first cfg of this mutant; of the bug's own, {@link #cfg()}} */
    public Optional<ManifestEntry> cfg(String slug) {
        return slug.equals(bug.slug())
                ? cfg()
                : cfgs.stream().filter(cfg -> slug.equals(cfg.mutant())).findFirst();
    }

    /** {@return the mutant of the bug's own slug in the code that implements the specification of {@link #cfg}} */
    public Optional<Twin> twin() {
        return twin(bug.slug());
    }

    /** {@return the mutant of this slug in the code that implements the specification of its {@link #cfg(String)}} */
    public Optional<Twin> twin(String slug) {
        return cfg(slug)
                .flatMap(cfg -> twins.stream()
                        .filter(twin -> twin.mutant().slug().equals(slug))
                        .filter(twin -> twin.rung().module().equals(Manifest.base(cfg.module())))
                        .findFirst());
    }

    /** {@return the slugs of all its mutants, in either language} */
    public ImmutableSortedSet<String> slugs() {
        return Stream.concat(
                        cfgs.stream().map(ManifestEntry::mutant),
                        twins.stream().map(twin -> twin.mutant().slug()))
                .collect(ImmutableSortedSet.toImmutableSortedSet(Comparator.naturalOrder()));
    }
}
