package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecLintTest {
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
}
