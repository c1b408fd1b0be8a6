package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecLintTest {
    private static final Path SPEC = Path.of("spec");

    @Test
    void accepts_named_actions_with_bound_parameters() {
        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
            assertEquals(List.of(), SpecLint.actions(spec));
        }
    }

    @Test
    void rejects_steps_that_tlc_cannot_name_and_parameters_it_cannot_bind() {
        try (CheckedSpec spec = SpecSteppers.open(ToySpecs.FOLDER, "Unsplit", ToySpecs.cfg("Plain"))) {
            List<String> faults = SpecLint.actions(spec);
            assertEquals(3, faults.size(), faults.toString());
            assertTrue(faults.get(0)
                    .startsWith("every step of Next is a named action; Unsplit.tla line 8 is Next itself"));
            assertTrue(faults.get(1)
                    .startsWith("every step of Next is a named action; Unsplit.tla line 9 is Next itself"));
            assertTrue(faults.get(2)
                    .startsWith("every parameter of an action is bound by a constant; Unsplit.tla line 10 leaves n of"
                            + " Add open"));
        }
    }

    @Test
    void rejects_functions_over_products_and_powersets(@TempDir Path folder) throws IOException {
        Path module = Files.writeString(folder.resolve("Wide.tla"), """
                ---- MODULE Wide ----
                \\* [p \\in A \\X B |-> 0] in a comment is nobody's business
                (* nor is [p \\in SUBSET A |-> 0]
                   over lines *)
                Fine == [a \\in A |-> [b \\in B |-> 0]]
                Pairs == {p \\in A \\X B : TRUE}
                Wrong == [p \\in A \\X B |-> 0]
                Worse == [s \\in
                            SUBSET A |-> 0]
                ====
                """);
        assertEquals(
                List.of(
                        "a function's domain is no product and no powerset, which this TLC gets wrong under EXCEPT (tlaplus"
                                + " issue 1302); Wide.tla line 7 has [p \\in A \\X B |->; nest functions over plain sets",
                        "a function's domain is no product and no powerset, which this TLC gets wrong under EXCEPT (tlaplus"
                                + " issue 1302); Wide.tla line 8 has [s \\in SUBSET A |->; nest functions over plain"
                                + " sets"),
                SpecLint.functions(module));
    }

    @Test
    void rejects_enabled_outside_comments_and_lets_fairness_be(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Able.tla"), """
                ---- MODULE Able ----
                \\* ENABLED in a comment is nobody's business
                Fair == WF_x(Next) /\\ SF_x(NotENABLEDHere)
                Wrong == ENABLED Next
                ====
                """);
        Files.writeString(folder.resolve("Able.cfg"), "\\* ENABLED");
        assertEquals(
                List.of(
                        "no module uses ENABLED, which this TLC gets wrong across INSTANCE; Able.tla line 4 has ENABLED;"
                                + " write the guard out, or use WF_ or SF_"),
                SpecLint.modules(folder));
    }

    @Test
    void finds_nothing_in_the_modules_that_are_relied_on() {
        assertEquals(List.of(), SpecLint.modules(SPEC));
    }

    /** Constants may leave others to TLC: a check of a cfg looks again, and CampaignTest at those that no build checks. */
    static Stream<ManifestEntry> one_entry_of_each_module() {
        Set<String> modules = new HashSet<>();
        return Manifest.read(SPEC).entries().stream()
                .filter(entry -> entry.kind() != PropertyKind.ASSUME)
                .filter(entry -> modules.add(entry.module()));
    }

    @ParameterizedTest
    @MethodSource("one_entry_of_each_module")
    void finds_nothing_in_the_actions_that_are_relied_on(ManifestEntry entry) {
        try (CheckedSpec spec = SpecSteppers.open(SPEC, entry.module(), SPEC.resolve(entry.cfg()))) {
            assertEquals(List.of(), SpecLint.actions(spec));
        }
    }
}
