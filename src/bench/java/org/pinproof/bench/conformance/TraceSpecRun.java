package org.pinproof.bench.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.pinproof.trace.TraceHeader;

/** The trace specification of {@code src/bench/tla}, run by TLC in a JVM of its own on one trace. */
final class TraceSpecRun {
    private static final Path SPEC = Path.of("..", "spec");
    private static final Path TLA = Path.of("..", "src", "bench", "tla");

    private TraceSpecRun() {}

    /** {@return wall seconds from start to acceptance, JVM start and reading the trace included} */
    static double seconds(Path trace, TraceHeader header) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("trace-spec");
        copy(SPEC, folder);
        copy(TLA, folder);
        Files.writeString(folder.resolve("TraceGupFast.cfg"), cfg(header));
        Path output = folder.resolve("output.txt");
        Process tlc = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + folder,
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dtrace=" + trace.toAbsolutePath(),
                        "-cp",
                        absolute(System.getProperty("java.class.path")),
                        "tlc2.TLC",
                        "-workers",
                        "1",
                        "-fp",
                        "0",
                        "-checkpoint",
                        "0",
                        "TraceGupFast")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        long start = System.nanoTime();
        int exit = tlc.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(output);
        // 12: the invariant that says "not at the end yet" is violated, so the end was reached.
        if (exit != 12 || !said.contains("TrueToTheEnd is violated")) {
            throw new IllegalStateException("TLC did not accept the trace, exit code " + exit + ":\n"
                    + said.substring(0, Math.min(4000, said.length())));
        }
        return seconds;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(from, "*.tla")) {
            for (Path module : modules) {
                Files.copy(module, to.resolve(module.getFileName().toString()));
            }
        }
    }

    private static String absolute(String classPath) {
        return List.of(classPath.split(File.pathSeparator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String cfg(TraceHeader header) {
        StringBuilder cfg = new StringBuilder(
                "SPECIFICATION TraceSpec\nINVARIANT TrueToTheEnd\nCHECK_DEADLOCK FALSE\nCONSTANT NoThread = NoThread\n");
        header.constants().forEach((name, value) -> {
            if (!name.equals("NoThread")) {
                String text = name.equals("Threads") ? value.toString().replace("\"", "") : value.toString();
                cfg.append("CONSTANT ").append(name).append(" = ").append(text).append('\n');
            }
        });
        return cfg.toString();
    }
}
