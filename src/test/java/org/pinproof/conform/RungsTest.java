package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.pinproof.explore.ScriptException;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecSteppers;

/** Whose a trace, a graph, a script or a name is. */
class RungsTest {
    private static final Path SPEC = Path.of("spec");
    private static final Rung FIRST = GupRung.RUNG;
    private static final Rung SECOND = new OtherRung("Other");
    private static final Rungs TWO = new Rungs(ImmutableList.of(FIRST, SECOND));

    private static void refused(String message, Executable asked) {
        assertEquals(message, assertThrows(ScriptException.class, asked).getMessage());
    }

    @Test
    void a_module_is_its_rungs() {
        assertSame(FIRST, TWO.of("GupFast"));
        assertSame(SECOND, TWO.of("Other"));
        assertEquals(Optional.empty(), TWO.find("PinCount"));
        assertEquals(
                "the code does not implement module PinCount; it implements GupFast, Other; give one of these",
                assertThrows(SpecException.class, () -> TWO.of("PinCount")).getMessage());
    }

    @Test
    void a_script_is_of_the_rung_that_it_begins_like() {
        assertSame(FIRST, TWO.ofScript("leaf/2/2/pin(0,2)"));
        assertSame(SECOND, TWO.ofScript("other/leaf/2/2/pin(0,2)"));
        refused(
                "not a script: \"pte/2/2/\". A script is LAYOUT/FRAMES/VPNS/CALLS|CALLS…[~MUTANT], for example"
                        + " order0/2/1/pin(0,1);unpin(0)|clean(0); or other/CALLS, for example"
                        + " other/order0/1/1/pin(0,1).",
                () -> TWO.ofScript("pte/2/2/"));
    }

    @Test
    void a_name_is_looked_for_in_every_rung() {
        assertSame(FIRST, TWO.named("pin-vs-clean").rung());
        RungScript second = TWO.named("second");
        assertSame(SECOND, second.rung());
        assertEquals("second", second.scenario().orElseThrow().name());
        assertTrue(TWO.hasScenario("second"));
        assertFalse(TWO.hasScenario("third"));
        refused(
                "no scenario is called \"third\". There are pin-vs-clean, pin-vs-reuse, two-walkers, last-reference,"
                        + " two-pages, same-value-again, tails-reused, huge-leaf, leaf-unmapped, second; or give a"
                        + " script, for example order0/2/1/pin(0,1);unpin(0)|clean(0) or other/order0/1/1/pin(0,1).",
                () -> TWO.named("third"));
    }

    @Test
    void a_mutant_is_planted_in_a_scenario_by_its_own_rung() {
        RungScript planted = TWO.named("pin-vs-clean~A19-no-recheck");
        assertEquals("order0/2/1/pin(0,1);unpin(0)|clean(0)~A19-no-recheck", planted.text());
        assertEquals("pin-vs-clean", planted.scenario().orElseThrow().name());
        String others = assertThrows(ScriptException.class, () -> TWO.named("pin-vs-clean~only-here"))
                .getMessage();
        assertTrue(
                others.startsWith(
                        "the code of GupFast has no mutant \"only-here\". It has none, A19-no-recheck, A20-recheck-before-grab, "),
                others);
    }

    @Test
    void a_text_with_a_slash_is_a_script_and_printed_as_one() {
        RungScript script = TWO.named("order0/1/1/pin(0,1);|");
        assertEquals("order0/1/1/pin(0,1)|", script.text());
        assertEquals(Optional.empty(), script.scenario());
    }

    @Test
    void a_mutant_says_whose_code_is_driven() {
        assertSame(FIRST, TWO.withMutant("none"));
        assertSame(FIRST, TWO.withMutant(""));
        assertSame(FIRST, TWO.withMutant("A18-grab-from-zero"));
        assertSame(SECOND, TWO.withMutant("only-here"));
        String message = assertThrows(ScriptException.class, () -> TWO.withMutant("no-grab"))
                .getMessage();
        assertTrue(message.startsWith("unknown mutant \"no-grab\". Mutants are none, A19-no-recheck, "), message);
        assertTrue(message.endsWith(", only-here."), message);
    }

    @Test
    void code_without_a_mutant_says_which_it_has() {
        SECOND.requireMutant("only-here");
        refused(
                "the code of Other has no mutant \"A19-no-recheck\". It has none, only-here.",
                () -> SECOND.requireMutant("A19-no-recheck"));
    }

    @Test
    void a_graph_is_of_the_highest_rung_that_its_module_extends() {
        try (CheckedSpec spec = SpecSteppers.open(SPEC, "MCGupFast", SPEC.resolve("MCGupFastLeaf.cfg"))) {
            assertSame(FIRST, TWO.of(spec, "MCGupFastLeaf.cfg"));
            // PinCount is extended by GupFast: registered above it, it would be the nearer one.
            Rung pinCount = new OtherRung("PinCount");
            assertSame(FIRST, new Rungs(ImmutableList.of(pinCount, FIRST)).of(spec, "MCGupFastLeaf.cfg"));
            assertEquals(
                    "a graph is driven through the code that implements its module; MCGupFastLeaf.cfg is of MCGupFast,"
                            + " which extends none that is implemented: Other; give a cfg of one of these, as"
                            + " MCOther.cfg is",
                    assertThrows(
                                    SpecException.class,
                                    () -> new Rungs(ImmutableList.of(SECOND)).of(spec, "MCGupFastLeaf.cfg"))
                            .getMessage());
        }
    }

    @Test
    void nothing_has_the_name_of_something_else() {
        assertDistinct(Rungs.ALL.inOrder().stream().map(Rung::module));
        assertDistinct(Rungs.ALL.inOrder().stream()
                .flatMap(rung -> rung.scenarios().stream())
                .map(Scenario::name));
    }

    /** The same bug may be planted in several rungs, by its one name. */
    @Test
    void no_two_mutants_of_a_rung_have_the_same_name() {
        Rungs.ALL
                .inOrder()
                .forEach(rung -> assertDistinct(rung.mutants().stream().map(CodeMutant::slug)));
    }

    private static void assertDistinct(Stream<String> names) {
        ImmutableList<String> all = names.collect(ImmutableList.toImmutableList());
        assertEquals(all.stream().distinct().toList(), all);
    }

    @Test
    void every_script_of_a_rung_is_recognised_as_its_own() {
        for (Rung rung : Rungs.ALL.inOrder()) {
            Stream.of(
                            Stream.of(rung.scriptExample()),
                            rung.scenarios().stream().map(Scenario::script),
                            rung.samples().stream(),
                            rung.mutants().stream().map(CodeMutant::script))
                    .flatMap(scripts -> scripts)
                    .forEach(script -> {
                        assertSame(rung, Rungs.ALL.ofScript(script));
                        assertEquals(script, rung.code(script).program().name());
                    });
        }
    }
}
