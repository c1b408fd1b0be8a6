package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pinproof.tlc.Manifest;

class GupMutantTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void the_specification_has_every_mutant_by_the_same_name(GupMutant mutant) {
        assertTrue(
                Manifest.read(Path.of("spec")).entries().stream()
                        .filter(entry -> entry.module().equals("MutGupFast"))
                        .anyMatch(entry -> mutant.slug().equals(entry.mutant())),
                () -> "spec/manifest.json has no mutant " + mutant.slug() + " of GupFast");
    }
}
