package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.ManifestEntry;

class GupMutantTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_specification_has_the_bug_of_every_mutant(GupMutant mutant) {
        assertTrue(mutant.id().matches("[A-Z][0-9]{2}"), mutant.id());
        assertTrue(
                Manifest.read(Path.of("spec")).entries().stream()
                        .map(ManifestEntry::mutant)
                        .anyMatch(planted -> planted != null && planted.startsWith(mutant.id() + "-")),
                () -> "spec/manifest.json has no mutant " + mutant.id());
    }
}
