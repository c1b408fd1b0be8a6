package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Value;

class PinCountRungTest {
    private static final PinCountRung RUNG = PinCountRung.RUNG;
    private static final ConformingExploration.Plan EVERY_STATE =
            new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 20_000, false);

    static Stream<Scenario> scenarios() {
        return RUNG.scenarios().stream();
    }

    static Stream<CodeMutant> mutants() {
        return RUNG.mutants().stream();
    }

    private static Verdict explore(String script) {
        try (CheckedSpec spec = RUNG.open(Path.of("spec"), RUNG.constants(script))) {
            return new ConformingExploration(script, spec, new Heartbeat())
                    .run(EVERY_STATE)
                    .verdict();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_conforms(Scenario scenario) {
        assertInstanceOf(Verdict.Conforms.class, explore(scenario.script()), scenario::name);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_mutant_diverges_in_some_scenario(CodeMutant mutant) {
        assertTrue(
                scenarios()
                        .map(scenario -> explore(RUNG.planted(scenario.script(), mutant.slug())))
                        .anyMatch(Verdict.Diverges.class::isInstance),
                mutant::slug);
    }

    private static Optional<String> problem(String name, Map<String, Value> parameters) {
        return RUNG.problem(new ActionCall(name, ImmutableSortedMap.copyOf(parameters)));
    }

    @Test
    void an_action_that_no_call_begins_with_is_refused_by_name() {
        Value t1 = Value.of("t1");
        assertEquals(Optional.empty(), problem("FastGrab", Map.of("t", t1)));
        assertEquals(Optional.empty(), problem("ZapPut", Map.of("t", t1, "p", Value.of(0))));
        assertTrue(problem("FastReadPte", Map.of("t", t1)).orElseThrow().startsWith("unknown action FastReadPte; "));
        assertTrue(
                problem("ZapPut", Map.of("t", t1)).orElseThrow().endsWith(" needs parameter p: a number from 0 to 9"));
        assertTrue(problem("SlowFollow", Map.of("t", t1, "p", Value.of(0), "k", Value.of("ANY")))
                .orElseThrow()
                .endsWith(" needs parameter k: \"PIN\" or \"GET\""));
        assertTrue(problem("RelSub", Map.of("t", t1, "p", Value.of(0), "k", Value.of("PIN"), "n", Value.of(3)))
                .orElseThrow()
                .endsWith(" needs parameter n: the pages of a page of 4K, 2M, 1G or 16G"));
    }

    @Test
    void a_trace_of_pages_that_are_not_alike_leaves_open_how_it_begins() {
        Map<String, Value> constants = new LinkedHashMap<>(RUNG.constants("count/1,0/zap(0)"));
        assertTrue(assertThrows(SpecException.class, () -> RUNG.idle(constants, Rung.CORRECT))
                .getMessage()
                .startsWith("constant InitMaps must be a set of one number, to replay a trace; found "));
    }

    @Test
    void sizes_are_those_that_so_many_tasks_may_use_at_once() {
        assertEquals(
                "{1, 512, 262144}",
                RUNG.constants("count/1/|||||||").get("Sizes").toString());
        assertEquals("{1, 512}", RUNG.constants("count/1/||||||||").get("Sizes").toString());
    }
}
