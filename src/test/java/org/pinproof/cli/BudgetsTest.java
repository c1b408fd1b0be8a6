package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.tlc.Manifest;
import org.pinproof.tlc.SpecException;

class BudgetsTest {
    private static final Path SPEC = Path.of("spec");

    @TempDir
    private Path folder;

    private Budgets budgets(String text) throws IOException {
        Files.writeString(folder.resolve(Budgets.FILE), text);
        return Budgets.read(folder);
    }

    @Test
    void every_specification_has_a_budget_and_no_other() {
        assertEquals(ImmutableSet.of(), Budgets.read(SPEC).faults(Manifest.read(SPEC)));
    }

    @Test
    void budgets_of_more_than_six_minutes_of_two_processors_are_a_fault() throws IOException {
        Manifest manifest = new Manifest(
                folder,
                Manifest.read(SPEC).entries().stream()
                        .filter(entry -> Manifest.base(entry.module()).equals("PinCount"))
                        .collect(ImmutableList.toImmutableList()));
        assertEquals(ImmutableSet.of(), budgets("{\"PinCount\": 780}").faults(manifest));
        assertEquals(
                ImmutableSet.of(
                        "budgets in budgets.json: expected at most 780 s together, six and a half minutes of two"
                                + " processors, got 781 s; take the rest from a specification that needs less, or leave cfgs to campaign.json"),
                budgets("{\"PinCount\": 781}").faults(manifest));
    }

    @Test
    void a_specification_without_a_budget_and_a_budget_without_one_are_faults() throws IOException {
        Budgets budgets = budgets("{\"Fork\": 10, \"GupFast\": 1, \"PinCount\": 2.5, \"Writeback\": 1}");
        Manifest manifest = Manifest.read(SPEC);
        Manifest gupFast = new Manifest(
                folder,
                manifest.entries().stream()
                        .filter(entry -> !Manifest.base(entry.module()).equals("PinCount"))
                        .collect(ImmutableList.toImmutableList()));
        assertTrue(budgets.faults(gupFast)
                .contains(
                        "budget of PinCount in budgets.json: expected a specification of the manifest, got no such name;"
                                + " correct or remove it"));
        assertTrue(budgets("{\"GupFast\": 1}")
                .faults(manifest)
                .contains("specification PinCount: expected a budget in budgets.json, got none; add the seconds that"
                        + " verify shows for it"));
    }

    @Test
    void bounds_and_mutants_count_for_the_specification_they_are_of() {
        assertEquals("GupFast", Manifest.base("MCGupFast"));
        assertEquals("GupFast", Manifest.base("MutGupFast"));
        assertEquals("GupFast", Manifest.base("GupFast"));
        assertEquals("MCa", Manifest.base("MCa"));
    }

    @Test
    void a_factor_stretches_every_budget() throws IOException {
        assertEquals(
                ImmutableMap.of("A", 15.0, "B", 3.0),
                budgets("{\"A\": 10, \"B\": 2}").times(1.5).seconds());
    }

    @Test
    void a_folder_without_budgets_limits_nothing() {
        assertEquals(ImmutableMap.of(), Budgets.read(folder).seconds());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"A\": 0} | a budget is a number of seconds above 0; A has 0.0",
                "{\"A\": null} | a budget is a number of seconds above 0; A has null",
                "[] | must be a JSON object of seconds by specification",
                "{\"A\": 1, \"A\": 2} | must be a JSON object of seconds by specification: Duplicate field 'A'"
            })
    void what_is_no_budget_is_refused(String text, String part) {
        String message = assertThrows(SpecException.class, () -> budgets(text)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
