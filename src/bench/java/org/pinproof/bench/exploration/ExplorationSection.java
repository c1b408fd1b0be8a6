package org.pinproof.bench.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.pinproof.bench.Section;
import org.pinproof.bench.Table;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Result;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.explore.Strategy;
import org.pinproof.explore.StrategyCatalog;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.sched.Machine;

/** The litmus programs under every strategy, and Lincheck 3.7 on the same programs written with atomics. */
public final class ExplorationSection implements Section {
    private static final List<String> SAMPLERS = List.of("portfolio", "random", "urw", "pos", "pct1", "pct2", "pct3");
    private static final int SEEDS = 300;
    private static final int MOST_EXECUTIONS_TO_FIND = 5_000;
    private static final long MOST_STATES = 10_000_000;
    private static final int LINCHECK_EXECUTIONS = 1_500;
    private static final long MEASURED_NANOS = 400_000_000;
    // exhausting more interleavings than this belongs to stateful search, which merges them
    private static final long MOST_CLASSES = 200_000;

    private final List<String> programs = LincheckPrograms.PROGRAMS.keySet().asList();

    @Override
    public String name() {
        return "exploration";
    }

    @Override
    public List<Table> run() {
        // Lincheck last: it instruments classes, and what is measured after it would be measured with that.
        List<Table> tables = new ArrayList<>();
        tables.add(exhausting());
        tables.add(finding());
        List<Double> ours = new ArrayList<>();
        programs.forEach(program -> ours.add(executionsPerSecond(program)));
        tables.add(beside(ours));
        return tables;
    }

    private Table exhausting() {
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (String program : programs) {
            System.out.println("exhausting " + program);
            StatefulSearch.of(machine(program), MOST_STATES).run(); // warms up
            long begin = System.nanoTime();
            Result stateful = StatefulSearch.of(machine(program), MOST_STATES).run();
            double statefulMs = millisSince(begin);
            begin = System.nanoTime();
            Result dpor = Exploration.of(machine(program), StrategyCatalog.strategy("dpor", 0), MOST_CLASSES)
                    .run();
            double dporMs = millisSince(begin);
            rows.add(Table.row(
                    program,
                    verdict(stateful),
                    stateful.counts().states(),
                    stateful.counts().transitions(),
                    statefulMs,
                    verdict(dpor),
                    dpor.counts().complete(),
                    dporMs));
        }
        return new Table(
                "Exhausting: stateful search and source-DPOR",
                List.of("program", "stateful", "states", "transitions", "ms", "dpor", "executions", "ms dpor"),
                rows,
                List.of("A program with a bug is left at the first violation; \"cut\" is at " + MOST_CLASSES
                        + " executions."));
    }

    private Table finding() {
        List<String> columns = new ArrayList<>(List.of("program"));
        columns.addAll(SAMPLERS);
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (String program : programs) {
            if (program.startsWith("B")) {
                System.out.println("finding " + program);
                List<Object> row = new ArrayList<>(List.of(program));
                SAMPLERS.forEach(sampler -> row.add(medianToFind(program, sampler)));
                rows.add(Table.row(row.toArray()));
            }
        }
        return new Table(
                "Finding: executions to the first violation (median of " + SEEDS + " seeds)",
                columns,
                rows,
                List.of("\"-\": not within " + MOST_EXECUTIONS_TO_FIND + " executions for half of the seeds."));
    }

    private Object medianToFind(String program, String sampler) {
        Machine machine = machine(program);
        long[] sorted = LongStream.range(0, SEEDS)
                .map(seed -> {
                    Strategy strategy = StrategyCatalog.strategy(sampler, seed);
                    Result result = Exploration.of(machine, strategy, MOST_EXECUTIONS_TO_FIND)
                            .run();
                    return result instanceof Result.Violated violated ? violated.executions() : Long.MAX_VALUE;
                })
                .sorted()
                .toArray();
        long median = sorted[SEEDS / 2];
        return median == Long.MAX_VALUE ? null : median;
    }

    /** Random walk over whole executions, the best of three runs after one to warm up; null if a bug would end them. */
    private Double executionsPerSecond(String program) {
        if (program.startsWith("B")) {
            return null;
        }
        Machine machine = machine(program);
        Strategy walk = StrategyCatalog.strategy("random", 1);
        return Arrays.stream(new int[4])
                .mapToDouble(round -> {
                    long executions = 0;
                    long begin = System.nanoTime();
                    long elapsed;
                    do {
                        executions += Exploration.of(machine, walk, 20_000)
                                .run()
                                .counts()
                                .executions();
                        elapsed = System.nanoTime() - begin;
                    } while (elapsed < MEASURED_NANOS);
                    return executions / (elapsed / 1e9);
                })
                .skip(1)
                .max()
                .orElseThrow();
    }

    private Table beside(List<Double> ours) {
        LincheckRun.of(LincheckPrograms.PROGRAMS.get("C_GUP"), LINCHECK_EXECUTIONS); // warms up
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            System.out.println("Lincheck on " + programs.get(i));
            Double rate = ours.get(i);
            LincheckRun run = LincheckRun.of(LincheckPrograms.PROGRAMS.get(programs.get(i)), LINCHECK_EXECUTIONS);
            rows.add(Table.row(
                    programs.get(i),
                    rate,
                    run.found() ? "found" : "reports success",
                    run.executions(),
                    run.perSecond(),
                    rate == null ? null : rate / run.perSecond()));
        }
        return new Table(
                "Executions a second on one core: random walk, and Lincheck 3.7's general mode in the same run",
                List.of("program", "ours /s", "Lincheck", "its executions", "its /s", "ratio"),
                rows,
                List.of(
                        "Lincheck takes unmodified code; ours is written against Memory.",
                        "Lincheck gets " + LINCHECK_EXECUTIONS + " executions; fewer mean that it was through, or found"
                                + " a failure (then one or two of them are its re-runs)."));
    }

    private static String verdict(Result result) {
        if (result instanceof Result.Violated) {
            return "found";
        }
        return result instanceof Result.Held ? "held" : "cut";
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static Machine machine(String program) {
        return new Machine(LitmusCatalog.program(program).get());
    }
}
