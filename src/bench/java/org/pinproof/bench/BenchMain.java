package org.pinproof.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pinproof.bench.conformance.ConformanceSection;
import org.pinproof.bench.exploration.ExplorationSection;
import org.pinproof.bench.exploration.ScenarioSection;
import org.pinproof.bench.fastpath.FastPathSection;
import org.pinproof.bench.replay.ReplaySection;

/**
 * Runs the sections named on the command line, joined by commas, or {@code all}: prints a markdown table for each and writes
 * {@code bench/NAME.json} in the working directory.
 */
public final class BenchMain {
    private static final List<Section> SECTIONS = List.of(
            new FastPathSection(),
            new ScenarioSection(),
            new ConformanceSection(),
            new ReplaySection(),
            new ExplorationSection());

    private BenchMain() {}

    /** The machine that the figures are of. */
    private record Machine(String os, String arch, int cpus, String java) {
        static Machine here() {
            return new Machine(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        }
    }

    private record Report(String section, Machine machine, List<Table> tables) {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        List<Section> chosen = chosen(arguments.length == 0 ? "all" : arguments[0]);
        StringBuilder summary = new StringBuilder();
        for (Section section : chosen) {
            System.out.println("== " + section.name());
            List<Table> tables = section.run();
            write(new Report(section.name(), Machine.here(), tables));
            tables.forEach(table -> summary.append('\n').append(table.markdown()));
        }
        System.out.println(summary);
        System.exit(0);
    }

    private static List<Section> chosen(String names) {
        if (names.equals("all")) {
            return SECTIONS;
        }
        List<Section> chosen = new ArrayList<>();
        for (String name : names.split(",")) {
            chosen.add(SECTIONS.stream()
                    .filter(section -> section.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no section is called \"" + name
                            + "\"; -Dbench= takes all, or some of "
                            + Arrays.toString(
                                    SECTIONS.stream().map(Section::name).toArray()) + " joined by commas")));
        }
        return chosen;
    }

    private static void write(Report report) throws IOException {
        Path folder = Files.createDirectories(Path.of("bench"));
        Path unfinished = Files.createTempFile(folder, report.section(), ".part");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(unfinished.toFile(), report);
        Files.move(
                unfinished,
                folder.resolve(report.section() + ".json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
