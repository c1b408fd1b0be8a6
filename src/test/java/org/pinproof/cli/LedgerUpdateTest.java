package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;

/** What the manifest says of a mutant's harm and of the way there is looked at, and written by the tool alone. */
class LedgerUpdateTest {
    private static final String CFG = "MutGupFastA05PutOne.cfg";

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("spec"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private ManifestEntry entry() {
        return Manifest.read(folder).entry(CFG).orElseThrow();
    }

    private void change(List<String> broken, List<String> taken) {
        Manifest.read(folder).with(entry().with(broken, taken)).write();
    }

    private Run check(String... more) {
        return Run.of(Stream.concat(Stream.of("check", CFG, "--spec-dir", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void another_way_to_the_violation_is_a_difference_until_it_is_accepted() {
        ManifestEntry right = entry();
        change(right.broken(), List.of("FastGrab"));
        Run run = check();
        assertEquals(1, run.exit(), run.out());
        assertTrue(
                run.out()
                        .contains("taken: expected [FastGrab], got " + right.taken()
                                + "; update the manifest, by check --update, if the change is meant"),
                run.out());
        assertEquals(0, check("--update").exit());
        assertEquals(right, entry());
    }

    @Test
    void what_a_mutant_breaks_is_found_anew_by_an_update() {
        ManifestEntry right = entry();
        change(List.of("NoLeak"), right.taken());
        assertEquals(0, check().exit());
        assertEquals(0, check("--update").exit());
        assertEquals(right, entry());
    }
}
