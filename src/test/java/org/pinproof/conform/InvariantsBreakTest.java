package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Machine;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecConstants;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.tlc.StateGraph;
import org.pinproof.tlc.Violation;
import org.pinproof.trace.Value;

/**
 * Each invariant has something it refuses. The mutants of the code are held against the specification with the same mutation, which
 * they conform to, step by step, up to the state that breaks the invariant; the invariants that no mutant of the code breaks are
 * broken in the specification alone.
 */
class InvariantsBreakTest {
    @TempDir
    static Path specs;

    @BeforeAll
    static void put_the_mutants_beside_the_specification() throws IOException {
        copy(Path.of("spec"));
        copy(Path.of("src/test/resources/spec"));
    }

    private static void copy(Path from) throws IOException {
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(from, "*.tla")) {
            for (Path module : modules) {
                Files.copy(module, specs.resolve(module.getFileName()));
            }
        }
    }

    /** @param how right-hand sides of the cfg by operator, separated by semicolons */
    private static CheckedSpec open(Map<String, Value> constants, String how, String invariant) {
        SpecConstants lines = GupSpec.lines(constants);
        for (Map.Entry<String, String> override :
                Splitter.on("; ").withKeyValueSeparator(" <- ").split(how).entrySet()) {
            lines = lines.withOperator(override.getKey(), override.getValue());
        }
        return SpecSteppers.open(specs, "JavaMutants", lines, List.of(invariant));
    }

    @ParameterizedTest
    @CsvSource({
        "NoFalseNegativeChecked, 'order0/1/1/pin(0,1)|clean(0)~A19-no-recheck', Order <- WithoutRecheck",
        "NoFalseNegativeChecked, 'order0/1/1/pin(0,1)|clean(0)~A20-recheck-before-grab', Order <- RecheckFirst",
        "UseAfterFree, 'order0/1/1/pin(0,1)|zap(0)~A19-no-recheck', Order <- WithoutRecheck",
        "NoLeak, 'order0/1/1/pin(0,1)|zap(0)~A08-mass-sub-no-testzero', UndoFrees <- NobodyFrees",
        "NoFalseNegative, 'tails/2/2/pin(1,1)|zap(0);zap(1);reuse(0);map(1,1)~D01-head-recheck-missing', Order <- WithoutHeadRecheck",
        "NoFreeWhileHeld, 'order0/1/1/pin(0,1)|zap(0)~A18-grab-from-zero', Grabbable <- EvenFromZero",
        "NoFalseNegative, 'leaf/2/2/pin(0,2);unpin(0)~A03-one-bias-per-huge', GrabAmount <- OneBias; UndoAmount <- OneBias",
        "UndoExact, 'order0/1/1/pin(0,1)|clean(0)~A05-undo-put-after-pin', UndoAmount <- PutOne",
        "RefcountConservation, 'order0/1/1/pin(0,1)|clean(0)~A04-undo-unscaled', UndoAmount <- Unscaled",
        "RefcountConservation, 'leaf/2/2/pin(0,2)~A03-one-bias-per-huge', GrabAmount <- OneBias; UndoAmount <- OneBias",
    })
    void a_mutant_of_the_code_follows_its_mutant_of_the_specification_to(String invariant, String script, String how) {
        GupProgram program = new GupProgram(GupScript.parse(script));
        try (CheckedSpec spec = open(GupSpec.constants(program.script()), how, invariant)) {
            ConformingSteps steps = new ConformingSteps(new Conformance(spec, GupSpec.OBSERVED), new GupCode(program));
            Result result = new ShortestCounterexample<>(new Machine(program), 100_000, steps).run();
            assertEquals(
                    "violates " + invariant,
                    assertInstanceOf(Result.Violated.class, result, result::toString)
                            .text());
        }
    }

    @ParameterizedTest
    @CsvSource({"PrefixResult, Forget <- ForgetAndSkip", "TypeOK, Forget <- ForgetVpn"})
    void what_no_mutant_of_the_code_breaks_is_broken_by(String invariant, String how) {
        try (CheckedSpec spec = open(GupSpec.constants(GupScript.parse("order0/1/1/|")), how, invariant)) {
            assertEquals(Optional.of(invariant), firstViolated(spec));
        }
    }

    @Test
    void a_word_that_holds_one_pin_overflows_with_two() {
        Map<String, Value> narrow = new LinkedHashMap<>(GupSpec.constants(GupScript.parse("order0/1/1/|")));
        narrow.put("W", Value.of(12));
        try (CheckedSpec spec =
                SpecSteppers.open(specs, GupSpec.MODULE, GupSpec.lines(narrow), List.of("NoOverflow"))) {
            assertEquals(Optional.of("NoOverflow"), firstViolated(spec));
        }
    }

    private static Optional<String> firstViolated(CheckedSpec spec) {
        return StateGraph.explore(spec, new Limits(50_000, 500_000, false), ProgressListener.NONE)
                .violation()
                .map(Violation::property);
    }

    @Test
    void every_invariant_is_broken_here() {
        Set<String> broken = new TreeSet<>(Set.of("NoOverflow"));
        for (Method test : InvariantsBreakTest.class.getDeclaredMethods()) {
            CsvSource source = test.getAnnotation(CsvSource.class);
            if (source != null) {
                Stream.of(source.value()).map(row -> row.split(",")[0]).forEach(broken::add);
            }
        }
        assertEquals(new TreeSet<>(GupSpec.INVARIANTS), broken);
    }
}
