package org.pinproof.cli;

import static org.pinproof.cli.BadInputTest.refusedOnStandardError;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.GupRung;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.conform.Scenario;
import org.pinproof.conform.WritebackRung;

/** Names that nothing has: the message lists those that there are, of all rungs. */
class UnknownNameTest {

    private static String joined(String between, Function<Rung, Stream<String>> words) {
        return Rungs.ALL.inOrder().stream().flatMap(words).distinct().collect(Collectors.joining(between));
    }

    @Test
    void an_unknown_scenario() {
        refusedOnStandardError(
                "no scenario is called \"pin\". There are "
                        + joined(", ", rung -> rung.scenarios().stream().map(Scenario::name))
                        + "; or give a script, for example " + joined(" or ", rung -> Stream.of(rung.scriptExample()))
                        + ". Litmus programs are"
                        + " C_GUP, C_UAF, C_UNDO, C_BIG1, C_BIG2, C_BIG3, C_BIG4, B1, B2, B3, B4, B5, B7, B9.",
                "explore",
                "pin");
    }

    @Test
    void an_unknown_mutant() {
        refusedOnStandardError(
                "unknown mutant \"no-grab\". Mutants are none, " + slugs(GupRung.RUNG) + ".",
                "explore",
                "pin-vs-clean~no-grab");
        refusedOnStandardError(
                "unknown mutant \"no-grab\". Mutants are none, "
                        + joined(", ", rung -> rung.mutants().stream().map(CodeMutant::slug)) + ".",
                "replay",
                "--mutant",
                "no-grab");
        refusedOnStandardError(
                "unknown mutant \"no-grab\". Mutants are none, " + slugs(WritebackRung.RUNG) + ".",
                "explore",
                "writeback~no-grab");
    }

    private static String slugs(Rung rung) {
        return rung.mutants().stream().map(CodeMutant::slug).collect(Collectors.joining(", "));
    }
}
