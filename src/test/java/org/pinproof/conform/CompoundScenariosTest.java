package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.sched.Heartbeat;
import org.pinproof.tlc.CheckedSpec;

class CompoundScenariosTest {
    private static final ConformingExploration.Plan EVERY_STATE =
            new ConformingExploration.Plan(ConformingExploration.STATEFUL, 1, 100_000, false);

    static Stream<Scenario> scenarios() {
        return CompoundRung.RUNG.scenarios().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void what_has_to_come_of_a_scenario_comes_of_it(Scenario scenario) {
        String script = scenario.script();
        try (CheckedSpec spec = CompoundRung.RUNG.open(Path.of("spec"), CompoundRung.RUNG.constants(script))) {
            Verdict verdict = new ConformingExploration(script, spec, new Heartbeat())
                    .run(EVERY_STATE)
                    .verdict();
            assertTrue(scenario.isMetBy(verdict), () -> scenario.name() + ": " + verdict);
        }
    }
}
