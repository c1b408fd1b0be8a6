package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.tlc.Manifest;

/** What each property and each action is there for. */
class LedgerTest {
    private static final String MANIFEST = """
            [{"cfg": "MCToyAll.cfg", "module": "MCToy", "question": "All?", "verdict": "holds", "distinct": 9, "depth": 4,
              "witnesses": {"Kept": "always", "Idle": "always"}},
             {"cfg": "MutToyOne.cfg", "module": "MutToy", "question": "One?", "verdict": "violates", "property": "Kept",
              "kind": "invariant", "distinct": 7, "depth": 4, "mutant": "one", "broken": ["Kept"], "taken": ["Go"]},
             {"cfg": "MutToyTwo.cfg", "module": "MutToy", "question": "Two?", "verdict": "violates", "property": "Ends",
              "kind": "temporal", "distinct": 7, "depth": 4, "mutant": "two", "broken": ["Kept"], "taken": ["Go"]}]""";

    @TempDir
    private Path folder;

    @Test
    void says_what_a_property_kills_and_what_it_alone_kills() throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), MANIFEST);
        Ledger.Section toy = Ledger.of(Manifest.read(folder)).sections().get(0);
        assertEquals("Toy", toy.specification());
        assertEquals(
                List.of(
                        new Ledger.Line("Ends", ImmutableSortedSet.of("two"), ImmutableSortedSet.of()),
                        new Ledger.Line("Idle", ImmutableSortedSet.of(), ImmutableSortedSet.of()),
                        new Ledger.Line("Kept", ImmutableSortedSet.of("one", "two"), ImmutableSortedSet.of("one"))),
                toy.lines());
    }

    @Test
    void every_way_to_a_violation_is_in_the_manifest() {
        Manifest manifest = Manifest.read(Path.of("spec"));
        List<String> without = manifest.entries().stream()
                .filter(entry -> entry.property() != null && entry.depth() > 1)
                .filter(entry -> entry.taken().isEmpty())
                .map(entry -> entry.cfg())
                .toList();
        assertEquals(List.of(), without);
    }

    /** The properties that no mutant breaks, and the actions that no violation needs: spec/README.md accounts for just these. */
    @Test
    void what_is_there_for_nothing_is_accounted_for() throws IOException {
        String readme = Files.readString(Path.of("spec/README.md"));
        int from = readme.indexOf("## What is there for nothing");
        Set<String> told = Pattern.compile("`(\\w+)`'s\\s+`(\\w+)`")
                .matcher(readme.substring(from, readme.indexOf("\n## ", from + 1)))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = new TreeSet<>();
        for (Ledger.Section section : Ledger.of(Manifest.read(Path.of("spec"))).sections()) {
            section.lines().stream()
                    .filter(line -> line.kills().isEmpty())
                    .forEach(line -> found.add(section.specification() + " " + line.property()));
            section.idle().forEach(action -> found.add(section.specification() + " " + action));
        }
        assertEquals(found, told);
    }
}
