package org.pinproof.tlc;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which invariants a planted bug breaks, in any of the states that it makes possible: the search goes on where TLC stops, at the
 * first violation. What is false without the bug as well is not of its doing and left out.
 */
public final class BrokenInvariants {
    /** Most states looked at, in TLC's order. */
    private static final int MOST_STATES = 20_000;

    private BrokenInvariants() {}

    /**
     * {@return those of these invariants that the cfg's bug breaks, within the first {@value #MOST_STATES} states}
     *
     * @param invariants names of state predicates; one that the cfg's module does not have counts as kept
     * @throws SpecException if a specification cannot be opened
     */
    public static ImmutableSortedSet<String> of(Path folder, ManifestEntry entry, Set<String> invariants) {
        Set<String> broken = falsified(folder, entry.module(), folder.resolve(entry.cfg()), invariants);
        String control = PlantedLines.of(folder, entry).control();
        try {
            Path own = Files.createTempDirectory("pinproof-control");
            try {
                Path cfg = Files.writeString(own.resolve(entry.cfg()), control);
                return ImmutableSortedSet.copyOf(Sets.difference(broken, without(folder, entry.module(), cfg, broken)));
            } finally {
                MoreFiles.deleteRecursively(own, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the control's cfg could not be written: " + e.getMessage(), e);
        }
    }

    /** What an assumption forbids cannot be looked at without the line that waives it: then all of it is the line's doing. */
    private static Set<String> without(Path folder, String module, Path cfg, Set<String> invariants) {
        try {
            return falsified(folder, module, cfg, invariants);
        } catch (FalseAssumptionException forbidden) {
            return Set.of();
        }
    }

    private static Set<String> falsified(Path folder, String module, Path cfg, Set<String> invariants) {
        try (CheckedSpec spec = SpecSteppers.open(folder, module, cfg)) {
            return new Search(spec, invariants).run();
        }
    }

    private static final class Search {
        private final CheckedSpec spec;
        private final FoundStates found = new FoundStates();
        private final Set<String> open;
        private final Set<String> falsified = new TreeSet<>();

        Search(CheckedSpec spec, Set<String> invariants) {
            this.spec = spec;
            this.open = new TreeSet<>(invariants);
        }

        Set<String> run() {
            for (SpecState state : spec.initialStates()) {
                if (spec.withinConstraints(state) && found.find(state) < 0) {
                    found.addInitial(state);
                    open.removeIf(invariant -> !isPredicate(invariant, state));
                    look(state);
                }
            }
            for (int id = 0; id < found.size() && found.size() < MOST_STATES && !open.isEmpty(); id++) {
                SpecState from = found.get(id).orElseThrow();
                // A step that cannot be evaluated, behind a state that is not even typed, ends the way there.
                for (CheckedSpec.Successor step : spec.expand(from).successors()) {
                    reach(from, id, step);
                }
                found.drop(id);
            }
            return falsified;
        }

        private void reach(SpecState from, int id, CheckedSpec.Successor step) {
            SpecState to = step.state();
            if (found.find(to) < 0 && spec.withinConstraints(to) && spec.withinActionConstraints(from, to)) {
                found.addReached(to, id, step.action());
                look(to);
            }
        }

        private void look(SpecState state) {
            for (String invariant : Set.copyOf(open)) {
                if (isFalse(invariant, state)) {
                    falsified.add(invariant);
                    open.remove(invariant);
                }
            }
        }

        private boolean isPredicate(String invariant, SpecState initial) {
            try {
                spec.holds(invariant, initial);
                return true;
            } catch (SpecException unknown) {
                return false;
            }
        }

        /** What cannot be said of a state that is not typed is not false of it: that it is not typed is what is wrong. */
        private boolean isFalse(String invariant, SpecState state) {
            try {
                return !spec.holds(invariant, state);
            } catch (SpecException undefined) {
                return false;
            }
        }
    }
}
