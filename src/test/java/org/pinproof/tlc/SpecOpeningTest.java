package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.trace.Value;

class SpecOpeningTest {
    private static final SpecConstants CONSTANTS = SpecConstants.none()
            .withModelValues("Procs", "p1", "p2")
            .with("Limit", Value.of(2))
            .withModelValue("None")
            .with("Colours", Value.set(List.of(Value.of("red"))));

    private static String refusal(String module, String cfg) {
        return assertThrows(
                        SpecException.class,
                        () -> SpecSteppers.open(ToySpecs.FOLDER, module, ToySpecs.cfg(cfg))
                                .close())
                .getMessage();
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "expected <" + part + "> in <" + text + ">");
        }
    }

    @Test
    void opens_with_constants_given_from_java() {
        try (CheckedSpec spec = SpecSteppers.open(ToySpecs.FOLDER, "MCBaton", CONSTANTS, List.of("TypeOK"))) {
            assertEquals(Value.set(List.of(Value.of("red"))), spec.constant("Colours"));
            assertEquals(List.of("TypeOK"), spec.invariants());
            assertEquals(8, spec.actions().size());
        }
    }

    @Test
    void refuses_a_constant_that_a_cfg_cannot_express() {
        assertContains(
                assertThrows(SpecException.class, () -> CONSTANTS.with("Order", Value.tuple(List.of(Value.of(1)))))
                        .getMessage(),
                "Order is <<1>>",
                "withOperator");
    }

    @Test
    void refuses_missing_files() {
        assertContains(refusal("NoSuchSpec", "Holds"), "module NoSuchSpec must be a readable file");
        assertContains(refusal("MCBaton", "NoSuchCfg"), "cfg must be a readable file", "NoSuchCfg.cfg");
    }

    @Test
    void refuses_a_module_that_does_not_parse_and_says_where() {
        assertContains(refusal("ParseError", "Plain"), "specification ParseError with Plain.cfg", "line 3");
    }

    @Test
    void refuses_a_module_that_extends_a_missing_one() {
        assertContains(refusal("NeedsMissing", "Plain"), "NoSuchModule");
    }

    @Test
    void refuses_cfgs_that_do_not_fit_the_module() {
        assertContains(refusal("MCBaton", "MissingConstant"), "Limit");
        assertEquals(
                "a cfg may give meaning to constants and operators of its module; UnknownConstant.cfg names Bound, which"
                        + " MCBaton does not have; correct the name",
                refusal("MCBaton", "UnknownConstant"));
        assertContains(refusal("MCBaton", "UnknownInvariant"), "NoSuchInvariant");
        assertContains(refusal("MCBaton", "UnknownKeyword"), "UnknownKeyword.cfg", "keyword");
    }

    @Test
    void refuses_constants_that_make_an_assume_false() {
        assertEquals(
                "every ASSUME must hold of the constants; Baton.tla line 8 is false with FalseAssume.cfg: Limit > 0;"
                        + " change the constants",
                refusal("MCBaton", "FalseAssume"));
    }

    @Test
    void the_specifications_folder_wins_over_everything_else(@TempDir Path folder) throws IOException {
        Files.copy(ToySpecs.FOLDER.resolve("Unsplit.tla"), folder.resolve("Unsplit.tla"));
        Files.writeString(folder.resolve("Integers.tla"), "---- MODULE Integers ----\nEXTENDS Naturals\n====\n");
        try (CheckedSpec spec = SpecSteppers.open(folder, "Unsplit", ToySpecs.cfg("Plain"))) {
            assertEquals(1, spec.initialStates().size());
        }
    }

    @Test
    void many_specifications_open_at_once_without_sharing_files() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> counts = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> {
                        try (CheckedSpec spec = ToySpecs.baton("Holds")) {
                            return spec.actions().size();
                        }
                    }))
                    .toList();
            for (Future<Integer> count : counts) {
                assertEquals(10, count.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
