package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.explore.Counts;
import org.pinproof.explore.EdgeListener;
import org.pinproof.explore.Result;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;

/**
 * Every scenario reaches the states, by the steps, that it reached when the file was made: a change of the kernel that only
 * conformance would notice is noticed at once, in a thousandth of the time. Whether they are right, the file does not say; {@code
 * verify} does, of every step. To make it anew, once that has held: {@code mvn test -Dtest=ReachableStatesTest
 * -Dpinproof.regenerate=reachable}.
 */
class ReachableStatesTest {
    private static final Path FILE = Path.of("src/test/resources/conform/reachable-states.txt");
    private static final long MOST_STATES = 30_000;

    /** Adds up what each step was and left behind, in whatever order the steps are taken. */
    private static final class Sum implements EdgeListener<Boolean> {
        private long sum;
        private String step = "";

        @Override
        public Boolean initial(MachineView machine) {
            sum += cells(machine, 0);
            return true;
        }

        @Override
        public void before(Boolean tag, Machine machine, int task) {
            step = machine.pendingStep(task).toString();
        }

        @Override
        public Boolean after(Boolean tag, Machine machine, int task) {
            sum += cells(machine, 31L * step.hashCode() + task);
            return true;
        }

        private static long cells(MachineView machine, long seed) {
            long hash = seed;
            for (int cell = 0; cell < machine.program().layout().size(); cell++) {
                hash = (hash ^ machine.cell(cell)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            return hash;
        }
    }

    private static String graph(Scenario scenario) {
        Rung rung = Rungs.ALL.ofScript(scenario.script());
        Sum sum = new Sum();
        long[] ends = new long[1];
        StatefulSearch<Boolean> search = new StatefulSearch<>(
                new Machine(rung.code(scenario.script()).program()), MOST_STATES, sum, end -> ends[0]++);
        Result result = search.visitingAll().run();
        if (result instanceof Result.Bounded cut) {
            throw new AssertionError(scenario.name() + " is more than can be looked at here: " + cut.bound());
        }
        Counts counts = result.counts();
        return scenario.name() + " " + counts.states() + " " + counts.steps() + " " + ends[0] + " "
                + Long.toHexString(sum.sum);
    }

    static Stream<Scenario> scenarios() {
        return Rungs.ALL.inOrder().stream().flatMap(rung -> rung.scenarios().stream());
    }

    @BeforeAll
    static void regenerate() throws IOException {
        if ("reachable".equals(System.getProperty("pinproof.regenerate"))) {
            Files.write(FILE, scenarios().map(ReachableStatesTest::graph).toList());
        }
    }

    private static ImmutableMap<String, String> known() throws IOException {
        return Files.readAllLines(FILE).stream()
                .collect(ImmutableMap.toImmutableMap(line -> line.split(" ")[0], Function.identity()));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_reaches_the_states_that_it_reached(Scenario scenario) throws IOException {
        assertEquals(known().get(scenario.name()), graph(scenario));
    }

    @Test
    void the_file_knows_every_scenario() throws IOException {
        assertEquals(
                scenarios().map(Scenario::name).collect(ImmutableList.toImmutableList()),
                known().keySet().asList());
    }
}
