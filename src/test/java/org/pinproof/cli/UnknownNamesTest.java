package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.conform.WritebackRung;

/** A name that nothing has is answered with those that something has, of every rung. */
class UnknownNamesTest {
    private static void refusedOnStandardError(String message, String... args) {
        Run run = Run.of(args);
        assertEquals("pinproof: " + message + "\n", run.err());
        assertEquals(2, run.exit());
    }

    private static String each(Function<Rung, Stream<String>> names) {
        return Rungs.ALL.inOrder().stream().flatMap(names).collect(Collectors.joining(", "));
    }

    @Test
    void an_unknown_scenario() {
        refusedOnStandardError(
                "no scenario is called \"pin\". There are "
                        + each(rung -> rung.scenarios().stream().map(Scenario::name))
                        + "; or give a script, for example order0/2/1/pin(0,1);unpin(0)|clean(0) or"
                        + " wb/KEEP_DIRTY/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush or"
                        + " lt/hard-drain-wait/all/cma/pin-longterm(0,1);unpin(1)|alloc(0). Litmus programs are"
                        + " C_GUP, C_UAF, C_UNDO, C_BIG1, C_BIG2, C_BIG3, C_BIG4, B1, B2, B3, B4, B5, B7, B9.",
                "explore",
                "pin");
    }

    @Test
    void an_unknown_mutant() {
        String known = "unknown mutant \"no-grab\". Mutants are none, no-recheck, recheck-before-grab, no-head-recheck,"
                + " grab-from-zero, one-bias-per-huge, undo-unscaled, undo-put-after-pin, mass-sub-no-testzero,"
                + " late-check-no-undo";
        refusedOnStandardError(known + ".", "explore", "pin-vs-clean~no-grab");
        String writeback =
                WritebackRung.RUNG.mutants().stream().map(CodeMutant::slug).collect(Collectors.joining(", "));
        refusedOnStandardError(
                "unknown mutant \"no-grab\". Mutants are none, "
                        + each(rung -> rung.mutants().stream().map(CodeMutant::slug)) + ".",
                "replay",
                "--mutant",
                "no-grab");
        refusedOnStandardError(
                "unknown mutant \"no-grab\". Mutants are none, " + writeback + ".", "explore", "writeback~no-grab");
    }
}
