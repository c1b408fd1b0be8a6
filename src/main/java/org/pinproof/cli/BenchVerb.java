package org.pinproof.cli;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.pinproof.benchmark.GupCommand;
import org.pinproof.benchmark.GupMeasuring;
import org.pinproof.benchmark.Mapping;
import org.pinproof.benchmark.Measurement;
import org.pinproof.benchmark.Timing;
import org.pinproof.benchmark.Workload;
import org.pinproof.report.BenchReport;
import org.pinproof.report.JsonReport;
import org.pinproof.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kernel's gup_benchmark. */
@Command(
        name = "bench",
        description = {
            "Measures how long it takes to take and to release pages, by each of the commands of the kernel's gup_benchmark,"
                    + " on real threads. Between pin and unpin every page has to be page_dma_pinned."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar bench --quick",
            "  java -jar target/pinproof.jar bench PIN_FAST GUP_FAST --huge --threads 2 --out bench.json"
        })
final class BenchVerb extends Verb {
    private static final int PAGE_SIZE = 4096;
    private static final int PAGES = 16384;
    private static final int PER_CALL = 512;

    /** Measures; another one in tests. */
    @FunctionalInterface
    interface Measuring {
        Measurement measure(GupCommand command, Workload workload);
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "GUP_FAST, GUP, GUP_LONGTERM, PIN_FAST, PIN, PIN_LONGTERM (default: all).")
    private List<String> named = List.of();

    @Option(names = "--pages", paramLabel = "N", description = "Pages of each thread (default: " + PAGES + ").")
    private Integer pages;

    @Option(names = "--size", paramLabel = "BYTES", description = "The same in bytes: a multiple of " + PAGE_SIZE + ".")
    private Long size;

    @Option(
            names = "--per-call",
            paramLabel = "N",
            description = "Pages that one call asks for (default: " + PER_CALL + ", or all if they are fewer).")
    private Integer perCall;

    @Option(names = "--write", description = "Take the pages for writing (default: for reading).")
    private boolean write;

    @Option(names = "--huge", description = "Measure them mapped by huge entries of 512 pages as well.")
    private boolean huge;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many do it at once, each with pages of its own (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--iterations", paramLabel = "N", description = "Iterations that count (default: 5).")
    private Integer iterations;

    @Option(names = "--time", paramLabel = "MS", description = "Milliseconds of each iteration (default: 500).")
    private Integer milliseconds;

    @Option(names = "--quick", description = "A short run, to see that it works.")
    private boolean quick;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the figures to this file as JSON as well.")
    private Path out;

    @Override
    Report report() {
        Timing timing = timing();
        List<Workload> workloads = workloads();
        ImmutableSet<GupCommand> commands = commands();
        if (out != null && !Files.isDirectory(out.toAbsolutePath().getParent())) {
            throw badUsage("--out needs a folder that exists; there is no "
                    + out.toAbsolutePath().getParent());
        }
        BenchReport report = measured(commands, workloads, new GupMeasuring(timing)::measure, timing);
        if (out != null) {
            WholeFile.write(out, JsonReport.text(report));
        }
        return report;
    }

    /** In the order of the ioctls, however they were named. */
    private ImmutableSet<GupCommand> commands() {
        for (String name : named) {
            if (Arrays.stream(GupCommand.values())
                    .noneMatch(command -> command.name().equalsIgnoreCase(name))) {
                throw badUsage("unknown command \"" + name + "\"; there are "
                        + Joiner.on(", ").join(GupCommand.values()));
            }
        }
        return Arrays.stream(GupCommand.values())
                .filter(command ->
                        named.isEmpty() || named.stream().anyMatch(name -> name.equalsIgnoreCase(command.name())))
                .collect(ImmutableSet.toImmutableSet());
    }

    private Timing timing() {
        try {
            Timing timing = quick ? Timing.QUICK : Timing.STANDARD;
            timing = iterations == null ? timing : timing.withIterations(iterations);
            return milliseconds == null ? timing : timing.withMilliseconds(milliseconds);
        } catch (IllegalArgumentException e) {
            throw badUsage(e.getMessage());
        }
    }

    private List<Workload> workloads() {
        int number = pages();
        int asked = perCall == null ? Math.max(1, Math.min(PER_CALL, number)) : perCall;
        try {
            List<Workload> workloads = new ArrayList<>();
            workloads.add(new Workload(Mapping.PTES, number, asked, write, threads));
            if (huge) {
                workloads.add(new Workload(Mapping.LEAVES, number, asked, write, threads));
            }
            return workloads;
        } catch (IllegalArgumentException e) {
            throw badUsage(e.getMessage());
        }
    }

    private int pages() {
        if (size == null) {
            return pages == null ? PAGES : pages;
        }
        if (pages != null) {
            throw badUsage("--size and --pages say the same thing; give one of them");
        }
        if (size <= 0 || size % PAGE_SIZE != 0 || size / PAGE_SIZE > Workload.MOST_PAGES) {
            throw badUsage("--size must be a multiple of " + PAGE_SIZE + " above 0, and at most "
                    + (long) Workload.MOST_PAGES * PAGE_SIZE + "; found " + size);
        }
        return (int) (size / PAGE_SIZE);
    }

    private BenchReport measured(
            Set<GupCommand> commands, List<Workload> workloads, Measuring measuring, Timing timing) {
        int asked = workloads.size() * commands.size();
        List<Measurement> done = new ArrayList<>();
        try (ShownProgress progress = ShownProgress.of(console(), "measuring", asked)) {
            for (Workload workload : workloads) {
                for (GupCommand command : commands) {
                    if (console().interrupted().getAsBoolean()) {
                        return report(asked, workloads.get(0), timing, done);
                    }
                    done.add(measuring.measure(command, workload));
                    progress.done();
                }
            }
        }
        return report(asked, workloads.get(0), timing, done);
    }

    private BenchReport report(int asked, Workload workload, Timing timing, List<Measurement> done) {
        BenchFigures figures = new BenchFigures(done);
        ImmutableMap<String, String> settings = ImmutableMap.of(
                "pages",
                workload.pages() + " for each thread, " + workload.perCall() + " in a call",
                "access",
                write ? "write" : "read",
                "threads",
                Integer.toString(workload.threads()),
                "timing",
                timing.iterations() + " iterations of " + timing.milliseconds() + " ms",
                "java",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                "processors",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        return new BenchReport(
                asked, settings, figures.measured(), figures.ratios(), ImmutableList.copyOf(figures.warnings(quick)));
    }
}
