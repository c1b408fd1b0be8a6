package org.pinproof.tlc;

import java.util.List;
import java.util.TreeSet;
import org.pinproof.tlc.ManifestEntry.Expected;

/** Looks for green that means nothing in a completely explored cfg: dead actions, and invariants never put to the test. */
final class Vacuity {
    private final ManifestEntry entry;
    private final CheckedSpec spec;
    private final StateGraph graph;

    Vacuity(ManifestEntry entry, CheckedSpec spec, StateGraph graph) {
        this.entry = entry;
        this.spec = spec;
        this.graph = graph;
    }

    void check(List<String> differences) {
        Differences found = new Differences(differences);
        actions(found);
        if (entry.verdict() == Expected.HOLDS) {
            spec.invariants().forEach(invariant -> decided(invariant, found));
            entry.witnesses().forEach((invariant, operator) -> witness(invariant, operator, found));
        }
    }

    private void actions(Differences found) {
        TreeSet<String> names = new TreeSet<>();
        spec.actions().forEach(action -> names.add(action.name()));
        for (String name : names) {
            boolean fired = graph.fired().contains(name);
            boolean excused = entry.unfired().contains(name);
            if (!fired && !excused) {
                found.add(
                        "action " + name,
                        "at least one step",
                        "none",
                        "make it reachable, or list it under \"unfired\" with the cfg");
            }
            if (fired && excused) {
                found.add(
                        "action " + name, "no step, being listed under \"unfired\"", "some", "remove it from the list");
            }
        }
        for (String name : entry.unfired()) {
            if (!names.contains(name)) {
                found.add("unfired " + name, "an action of Next", "no such action", "remove it from the list");
            }
        }
    }

    private void decided(String invariant, Differences found) {
        if (!entry.witnesses().containsKey(invariant)) {
            found.add(
                    "invariant " + invariant,
                    "a witness in the manifest",
                    "none",
                    "name under \"witnesses\" the operator that is true where the invariant says something, or \""
                            + ManifestEntry.ALWAYS + "\" if it says something of every state");
        }
    }

    private void witness(String invariant, String operator, Differences found) {
        if (!spec.invariants().contains(invariant)) {
            found.add(
                    "witness for " + invariant,
                    "an invariant of the cfg",
                    "no such invariant",
                    "correct the name or remove the witness");
        } else if (!operator.equals(ManifestEntry.ALWAYS) && !graph.witnesses().getOrDefault(operator, false)) {
            found.add(
                    "witness " + operator + " for " + invariant,
                    "true in some state",
                    "true in none",
                    "the invariant holds of nothing; widen the bounds");
        }
    }
}
