package org.pinproof.bench.exploration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.bench.Section;
import org.pinproof.bench.Table;
import org.pinproof.conform.Conformance;
import org.pinproof.conform.ConformingSteps;
import org.pinproof.conform.GupCode;
import org.pinproof.conform.GupRung;
import org.pinproof.conform.GupSpec;
import org.pinproof.explore.EdgeListener;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.RandomWalk;
import org.pinproof.explore.gup.GupProgram;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.sched.Machine;
import org.pinproof.sched.MachineView;
import org.pinproof.tlc.CheckedSpec;

/**
 * The kernel code's own scenarios, with every step held against the specification and without. The litmus programs have no
 * specification; {@code pin-vs-clean} is the kernel's counterpart of C_GUP.
 */
public final class ScenarioSection implements Section {
    private static final Path SPEC = Path.of("..", "spec");
    private static final long EXECUTIONS = 60_000;

    @Override
    public String name() {
        return "scenarios";
    }

    @Override
    public List<Table> run() {
        List<List<Table.Cell>> rows = new ArrayList<>();
        GupScenarios.all().values().forEach(scenario -> rows.add(row(scenario.name(), scenario.script())));
        return List.of(new Table(
                "Random executions of the kernel code a second",
                List.of("scenario", "steps an execution", "alone", "with conformance", "alone : with"),
                rows,
                List.of("Alone: with the explorer's own checks after every step. One core; " + EXECUTIONS
                        + " executions after as many to warm up.")));
    }

    private static List<Table.Cell> row(String name, GupScript script) {
        try (CheckedSpec spec = GupRung.RUNG.open(SPEC, GupSpec.constants(script))) {
            GupProgram alone = new GupProgram(script);
            GupProgram followed = new GupProgram(script);
            ConformingSteps steps = new ConformingSteps(new Conformance(spec, GupSpec.OBSERVED), new GupCode(followed));
            perSecond(alone, new Unfollowed());
            double rateAlone = perSecond(alone, new Unfollowed());
            perSecond(followed, steps);
            long before = steps.steps();
            double rate = perSecond(followed, steps);
            double length = (steps.steps() - before) / (double) EXECUTIONS;
            return Table.row(name, length, rateAlone, rate, rateAlone / rate);
        }
    }

    private static <T> double perSecond(GupProgram program, EdgeListener<T> listener) {
        Machine machine = new Machine(program);
        long start = System.nanoTime();
        new Exploration<>(machine, new RandomWalk(1), EXECUTIONS, listener, end -> {}).run();
        return EXECUTIONS / ((System.nanoTime() - start) / 1e9);
    }

    /** Looks at nothing. */
    private static final class Unfollowed implements EdgeListener<Void> {
        @Override
        public Void initial(MachineView machine) {
            return null;
        }

        @Override
        public Void after(Void tag, Machine machine, int task) {
            return null;
        }
    }
}
