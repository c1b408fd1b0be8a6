package org.pinproof.tlc;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** What the manifest says of a graph that we have enumerated ourselves, for whoever needs the graph and not TLC's opinion. */
public final class ExpectedGraph {
    private ExpectedGraph() {}

    /**
     * {@return what is not as the manifest has it, a line each: size, depth, actions that are not as is relied on or never fire,
     * invariants that are never put to the test}
     *
     * @param graph whole, enumerated with the entry's witnesses
     */
    public static ImmutableList<String> differences(ManifestEntry entry, CheckedSpec spec, StateGraph graph) {
        List<String> differences = new ArrayList<>();
        Differences found = new Differences(differences);
        found.compare("distinct states", entry.distinct(), graph.distinct(), Differences.UPDATE);
        found.compare("depth", entry.depth(), graph.depth(), Differences.UPDATE);
        differences.addAll(SpecLint.actions(spec));
        new Vacuity(entry, spec, graph).check(differences);
        return ImmutableList.copyOf(differences);
    }
}
