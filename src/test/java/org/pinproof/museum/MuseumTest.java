package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.conform.Rungs;
import org.pinproof.report.BugsMarkdown;
import org.pinproof.report.BugsReport;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.SpecException;

/** The bugs, their mutants on both sides, and what is measured of them. */
class MuseumTest {
    private static final Path SPEC = Path.of("spec");
    private static final Museum MUSEUM = Museum.open(SPEC);

    /** The smallest set that kills every kind of property once; what needs a weak memory is not among them. */
    private static final ImmutableSet<String> MINIMAL = ImmutableSet.of(
            "A01", "A03", "A04", "A05", "A18", "A19", "A21", "A22", "A25", "B01", "B02", "B03", "B05", "B06", "B07",
            "B10", "B15", "C01", "C08", "C11", "C12", "C15", "D01", "D06", "D18");

    @TempDir
    private Path folder;

    @Test
    void the_specification_and_the_code_know_the_same_slugs_and_each_is_of_a_known_bug() {
        assertEquals(ImmutableList.of(), MUSEUM.faults());
    }

    @Test
    void every_slug_of_the_manifest_is_one_of_code_that_exists() {
        Set<String> coded = Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.mutants().stream())
                .map(mutant -> mutant.slug())
                .collect(ImmutableSet.toImmutableSet());
        Set<String> specified = MUSEUM.manifest().entries().stream()
                .filter(entry -> entry.mutant() != null)
                .map(entry -> entry.mutant())
                .collect(ImmutableSet.toImmutableSet());
        assertEquals(ImmutableSet.of(), Sets.symmetricDifference(coded, specified));
    }

    @Test
    void at_least_fifty_bugs_are_planted_on_both_sides_and_the_minimal_set_is_among_them() {
        Set<String> planted = MUSEUM.exhibits().stream()
                .filter(exhibit -> exhibit.twin().isPresent())
                .map(exhibit -> exhibit.bug().id())
                .collect(ImmutableSet.toImmutableSet());
        assertTrue(planted.size() >= 50, planted::toString);
        assertEquals(Set.of(), Sets.difference(MINIMAL, planted));
    }

    @Test
    void what_is_measured_is_what_the_manifest_and_the_code_say() {
        Measured measured = Measured.read(SPEC);
        for (Exhibit exhibit : MUSEUM.exhibits()) {
            Figures figures = measured.of(exhibit.bug())
                    .orElseThrow(() -> new AssertionError(exhibit.bug().slug() + " was not measured"));
            var cfg = exhibit.cfg().orElseThrow();
            assertEquals(cfg.cfg(), figures.tlc().cfg());
            assertEquals(cfg.property(), figures.tlc().property(), cfg.cfg());
            assertEquals(cfg.distinct(), figures.tlc().states(), cfg.cfg());
            assertEquals(cfg.depth(), figures.tlc().depth(), cfg.cfg());
            assertEquals(
                    exhibit.twin().orElseThrow().mutant().script(),
                    figures.code().script());
        }
        assertEquals(MUSEUM.exhibits().size(), measured.bySlug().size());
    }

    @Test
    void the_page_is_made_of_the_figures() throws IOException {
        assertEquals(
                BugsMarkdown.text(BugsReport.of(MUSEUM, Measured.read(SPEC)), Ledger.of(MUSEUM.manifest())),
                Files.readString(SPEC.resolve(BugsMarkdown.FILE)));
    }

    @Test
    void a_bug_is_found_by_its_id_its_slug_and_its_mutants() {
        assertEquals("A05-undo-put-after-pin", MUSEUM.find("a05").bug().slug());
        assertEquals("A25", MUSEUM.find("A25-recheck-no-undo").bug().id());
        assertTrue(assertThrows(SpecException.class, () -> MUSEUM.find("A99"))
                .getMessage()
                .startsWith("no bug is called \"A99\"; there are A01-signed-compare, "));
        assertTrue(assertThrows(SpecException.class, () -> MUSEUM.find("C02"))
                .getMessage()
                .startsWith("C02-fork-wrprotect-first is not to be found here: "));
    }

    @Test
    void a_mutant_on_one_side_alone_is_a_fault() throws IOException {
        String manifest = Files.readString(SPEC.resolve(Manifest.FILE));
        Files.writeString(
                folder.resolve(Manifest.FILE), manifest.replace("\"B06-mkclean-result-dropped\"", "\"B06-other\""));
        Files.copy(SPEC.resolve(Catalogue.FILE), folder.resolve(Catalogue.FILE));
        ImmutableList<String> faults = Museum.open(folder).faults();
        assertEquals(
                ImmutableList.of(
                        "Writeback: expected mutant B06-other of the specification in the code as well, got none;"
                                + " plant it there, by the same name",
                        "Writeback: expected mutant B06-mkclean-result-dropped of the code in the specification as well, got"
                                + " none; plant it there, by the same name",
                        "bug B06-mkclean-result-dropped: expected a mutant of this name in a specification and in the code"
                                + " of the same rung, got none of the specification's; plant it, or say in bugs.json why"
                                + " it is outside"),
                faults);
    }

    @Test
    void a_mutant_of_a_bug_that_nobody_knows_is_a_fault() throws IOException {
        String bugs = Files.readString(SPEC.resolve(Catalogue.FILE));
        Files.writeString(folder.resolve(Catalogue.FILE), bugs.replace("\"B06", "\"Z06"));
        Files.copy(SPEC.resolve(Manifest.FILE), folder.resolve(Manifest.FILE));
        assertTrue(Museum.open(folder)
                .faults()
                .contains(
                        "mutant B06-mkclean-result-dropped of Writeback: expected its bug in bugs.json, got none, or one that"
                                + " is said to be outside; correct one of the two"));
    }

    @Test
    void nothing_is_planted_of_what_is_outside() {
        for (Bug bug : MUSEUM.outside()) {
            assertFalse(
                    MUSEUM.manifest().entries().stream()
                            .anyMatch(entry -> entry.mutant() != null && bug.isPlantedBy(entry.mutant())),
                    bug::slug);
        }
    }
}
