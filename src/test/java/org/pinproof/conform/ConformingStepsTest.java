package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.Result;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Machine;
import org.pinproof.tlc.CheckedSpec;

class ConformingStepsTest {
    private static Result search(String text) {
        GupScript script = GupScript.parse(text);
        try (CheckedSpec spec = GupRung.RUNG.open(Path.of("spec"), GupSpec.constants(script))) {
            GupProgram program = new GupProgram(script);
            ConformingSteps steps = new ConformingSteps(new Conformance(spec, GupSpec.OBSERVED), new GupCode(program));
            Result result = new StatefulSearch<>(new Machine(program), 1_000_000, steps, end -> {}).run();
            assertTrue(steps.steps() > 0);
            return result;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order0/2/1/pin(0,1);unpin(0)|clean(0)",
                "order0/2/1/pin(0,1);unpin(0)|zap(0);reuse(0);put(0)|clean(0)",
                "order0/3/2/pin(0,2);unpin(1);unpin(0)|get(0,1);put(0)|zap(0);map(0,2);clean(1)",
                "tails/3/2/pin(1,1);unpin(1)|zap(0);zap(1);reuse(0);map(1,1)",
                "leaf/2/2/pin(0,2);unpin(0);unpin(1)|get(1,1);put(1)|clean(0);zap(0)"
            })
    void every_step_of_the_correct_code_is_a_step_of_the_specification(String text) {
        Result result = search(text);
        assertInstanceOf(Result.Held.class, result, result::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order0/2/1/pin(0,1);unpin(0)|clean(0)~A19-no-recheck",
                "order0/2/1/pin(0,1);unpin(0)|clean(0)~A20-recheck-before-grab",
                "order0/2/1/pin(0,1);unpin(0)|zap(0)~A18-grab-from-zero",
                "order0/2/1/pin(0,1);unpin(0)|clean(0)~A04-undo-unscaled",
                "order0/2/1/pin(0,1);unpin(0)|clean(0)~A05-undo-put-after-pin",
                "order0/2/1/pin(0,1);unpin(0)|zap(0)~A08-mass-sub-no-testzero",
                "order0/2/1/pin(0,1);unpin(0)|clean(0)~A25-late-check-no-undo",
                "leaf/2/2/pin(0,2)|clean(0)~A03-one-bias-per-huge",
                "tails/2/2/pin(1,1)|zap(0);zap(1);reuse(0);map(1,1)~D01-head-recheck-missing"
            })
    void every_mutant_of_the_walker_diverges(String text) {
        assertEquals(
                "diverges from the specification",
                assertInstanceOf(Result.Violated.class, search(text)).text().split(":")[0]);
    }
}
