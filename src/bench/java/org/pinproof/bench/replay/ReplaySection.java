package org.pinproof.bench.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.bench.Section;
import org.pinproof.bench.Table;
import org.pinproof.conform.GupRung;
import org.pinproof.conform.Replayer;
import org.pinproof.conform.Rung;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.Limits;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecSteppers;
import org.pinproof.tlc.StateGraph;

/** Edges of {@code MCGupFastReplay} driven through the code in a second, state compared after each. */
public final class ReplaySection implements Section {
    private static final Path SPEC = Path.of("..", "spec");
    private static final int ROUNDS = 4;

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Table> run() {
        List<List<Table.Cell>> rows = new ArrayList<>();
        try (CheckedSpec spec = SpecSteppers.open(SPEC, "MCGupFast", SPEC.resolve("MCGupFastReplay.cfg"))) {
            long start = System.nanoTime();
            StateGraph graph = StateGraph.explore(spec, Limits.standard(), ProgressListener.NONE);
            double enumerating = seconds(start);
            for (int round = 1; round <= ROUNDS; round++) {
                start = System.nanoTime();
                Replayer.Coverage coverage = new Replayer(GupRung.RUNG, spec, graph, Rung.CORRECT, "replay").run();
                double replaying = seconds(start);
                rows.add(Table.row(
                        "round " + round,
                        coverage.states(),
                        coverage.covered(),
                        coverage.edges(),
                        enumerating,
                        replaying,
                        coverage.covered() / replaying));
            }
        }
        return List.of(new Table(
                "Replay of MCGupFastReplay through the Java code",
                List.of("", "states", "edges covered", "edges", "enumerating, s", "replaying, s", "edges/s"),
                rows,
                List.of("The first round runs cold. States are restored as data, not re-reached.")));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
