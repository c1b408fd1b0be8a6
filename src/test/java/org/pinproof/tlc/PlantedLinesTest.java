package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines that plant a bug, and what it breaks wherever it leads. */
class PlantedLinesTest {
    private static final Path SPEC = Path.of("spec");
    private static final Manifest MANIFEST = Manifest.read(SPEC);

    private static PlantedLines planted(String cfg) {
        return PlantedLines.of(SPEC, MANIFEST.entry(cfg).orElseThrow());
    }

    @Test
    void are_those_that_override_with_an_operator_of_the_mutants_own_module() {
        PlantedLines lines = planted("MutGupFastA05PutOne.cfg");
        PlantedLines.Replaced only = lines.replaced().get(0);
        assertEquals(1, lines.replaced().size());
        assertEquals("UndoAmount", only.operator());
        assertEquals("PutOne", only.by());
        assertEquals(ImmutableList.of("PutOne(k, n) == 1"), only.wrong().lines());
        assertEquals("MutGupFast.tla", only.wrong().module());
        assertTrue(only.wrong().comment().startsWith("A05-undo-put-after-pin, for UndoAmount. "));
        assertEquals(Optional.of("GupFast.tla"), only.right().map(PlantedLines.Definition::module));
    }

    @Test
    void the_right_definition_is_the_one_that_the_mutants_module_extends() {
        assertEquals(
                ImmutableList.of("UndoAmount(k, n) == Weight(k, n)"),
                planted("MutGupFastA05PutOne.cfg")
                        .replaced()
                        .get(0)
                        .right()
                        .orElseThrow()
                        .lines());
        for (ManifestEntry entry : MANIFEST.entries()) {
            if (entry.mutant() != null) {
                for (PlantedLines.Replaced each : PlantedLines.of(SPEC, entry).replaced()) {
                    String base = Manifest.base(entry.module());
                    each.right()
                            .ifPresent(right -> assertTrue(
                                    modulesOf(base).contains(right.module()),
                                    () -> entry.cfg() + " " + right.module()));
                }
            }
        }
    }

    private static Set<String> modulesOf(String base) {
        return base.equals("Writeback")
                ? Set.of("Writeback.tla", "FileUsers.tla", "FilePage.tla", "MCWriteback.tla", "RefcountWord.tla")
                : Set.of(base + ".tla", "MC" + base + ".tla", "RefcountWord.tla");
    }

    @Test
    void a_definition_of_several_lines_ends_where_the_next_begins() {
        PlantedLines.Definition wrong =
                planted("MutGupFastA25RecheckLeaks.cfg").replaced().get(0).wrong();
        assertTrue(wrong.lines().size() > 3);
        assertEquals("RecheckLeaks(t) ==", wrong.lines().get(0));
        assertTrue(wrong.lines().stream().skip(1).allMatch(line -> line.startsWith(" ")));
    }

    @Test
    void the_control_has_all_other_lines_and_holds_what_the_mutant_breaks() {
        PlantedLines lines = planted("MutGupFastA05PutOne.cfg");
        assertFalse(lines.control().contains("PutOne"));
        assertTrue(lines.control().contains("MayCall <- MCMayCall"));
        assertEquals(lines.cfg().lines().count() - 1, lines.control().lines().count());
    }

    @Test
    void what_a_bug_breaks_is_looked_for_beyond_the_first_violation() {
        assertEquals(
                ImmutableSortedSet.of("RefcountConservation", "UndoExact"),
                BrokenInvariants.of(
                        SPEC,
                        MANIFEST.entry("MutGupFastA05PutOne.cfg").orElseThrow(),
                        Set.of("UndoExact", "RefcountConservation", "TypeOK", "NoLeak", "NoSuchPredicate")));
    }

    @Test
    void what_an_assumption_forbids_without_the_bug_is_all_the_bugs_doing() {
        assertEquals(
                ImmutableSortedSet.of("NoOverflow"),
                BrokenInvariants.of(
                        SPEC,
                        MANIFEST.entry("MutPinCountA14ThreeRace.cfg").orElseThrow(),
                        Set.of("NoOverflow", "TypeOK")));
    }

    @Test
    void a_missing_file_is_named() {
        ManifestEntry entry = MANIFEST.entry("MutGupFastA05PutOne.cfg").orElseThrow();
        assertTrue(assertThrows(SpecException.class, () -> PlantedLines.of(Path.of("src"), entry))
                .getMessage()
                .startsWith("cfg must be a readable file; there is no src/MutGupFastA05PutOne.cfg"));
    }
}
