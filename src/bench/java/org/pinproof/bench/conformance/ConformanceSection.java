package org.pinproof.bench.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.bench.Section;
import org.pinproof.bench.Table;
import org.pinproof.conform.GupRung;
import org.pinproof.conform.LongRun;
import org.pinproof.conform.TraceConformance;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.gup.GupScenarios;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.NdjsonWriter;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceHeader;

/** Events checked in a second, in process and by TLC running a trace specification, on the same files. */
public final class ConformanceSection implements Section {
    private static final Path SPEC = Path.of("..", "spec");
    private static final int[] LENGTHS = {12_500, 25_000, 50_000, 100_000, 200_000};
    private static final int LONGEST_FOR_TLC = 50_000;

    @Override
    public String name() {
        return "conformance";
    }

    @Override
    public List<Table> run() throws Exception {
        Path folder = Files.createTempDirectory("conformance");
        List<List<Table.Cell>> rows = new ArrayList<>();
        check(write(folder, LENGTHS[0]));
        for (int length : LENGTHS) {
            Path file = write(folder, length);
            double cold = check(file);
            double[] warm = warm(file);
            Double tlc = length <= LONGEST_FOR_TLC ? TraceSpecRun.seconds(file, header(file)) : null;
            rows.add(Table.row(
                    String.format("%,d events", length),
                    cold,
                    length / warm[0],
                    length / warm[1],
                    tlc,
                    tlc == null ? null : length / tlc,
                    tlc == null ? null : tlc / cold,
                    tlc == null ? null : tlc / warm[0]));
        }
        return List.of(new Table(
                "Checking a recorded trace against GupFast",
                List.of(
                        "trace",
                        "whole check, s",
                        "events/s from the file",
                        "events/s from memory",
                        "TLC, s",
                        "TLC, events/s",
                        "TLC : whole check",
                        "TLC : from the file"),
                rows,
                List.of(
                        "Whole check: opening the specification, reading the file, invariants of every state. The other two"
                                + " leave the opening out, and the last one the reading.",
                        "TLC: src/bench/tla/TraceGupFast.tla in a JVM of its own, without invariants; its start is about a"
                                + " second.")));
    }

    private static Path write(Path folder, int length) throws Exception {
        Path file = folder.resolve(length + ".ndjson");
        LongRun run = new LongRun(GupScenarios.CYCLE, 1, length);
        try (NdjsonWriter writer = new NdjsonWriter(Files.newOutputStream(file), run.header(), run.initial())) {
            while (run.hasNext()) {
                writer.write(run.next());
            }
            writer.finish();
        }
        return file;
    }

    private static TraceHeader header(Path file) {
        try (EventStream stream = TraceFiles.stream(file)) {
            return stream.header();
        }
    }

    private static double check(Path file) {
        long start = System.nanoTime();
        try (CheckedSpec spec = GupRung.RUNG.open(SPEC, header(file).constants())) {
            requireConforming(spec, file);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Best of three, from the file and from memory, with the specification open. */
    private static double[] warm(Path file) {
        Trace trace = TraceFiles.read(file);
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        try (CheckedSpec spec = GupRung.RUNG.open(SPEC, trace.header().constants())) {
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                requireConforming(spec, file);
                best[0] = Math.min(best[0], (System.nanoTime() - start) / 1e9);
                start = System.nanoTime();
                requireConforming(new TraceConformance(spec, "").check(TraceFiles.stream(trace)));
                best[1] = Math.min(best[1], (System.nanoTime() - start) / 1e9);
            }
        }
        return best;
    }

    private static void requireConforming(CheckedSpec spec, Path file) {
        try (EventStream stream = TraceFiles.stream(file)) {
            requireConforming(new TraceConformance(spec, "").check(stream));
        }
    }

    private static void requireConforming(Verdict verdict) {
        if (!(verdict instanceof Verdict.Conforms)) {
            throw new IllegalStateException("the recorded run does not conform: " + verdict);
        }
    }
}
