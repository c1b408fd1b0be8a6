package org.pinproof.conform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;

/** The traces that stand in {@code traces/}, and the one way to make them. */
final class TraceCorpus {
    static final Path FOLDER = Path.of("traces");
    static final Path README = FOLDER.resolve("README.md");

    /** {@code mvn test -Dtest=TraceCorpusTest -Dpinproof.regenerate=traces} */
    private static final String REGENERATE = "pinproof.regenerate";

    /** Shared by all tests of a JVM, as opening one costs more than checking a trace; open until the JVM ends. */
    static final OpenSpecs SPECS = new OpenSpecs();

    private static final Supplier<ImmutableList<CorpusTrace>> TRACES =
            Suppliers.memoize(() -> ImmutableList.<CorpusTrace>builder()
                    .addAll(AcceptedTraces.all())
                    .addAll(ViolatingTraces.all())
                    .addAll(AcceptedSlowTraces.violating())
                    .addAll(RejectedTraces.all())
                    .build());

    /** Steps of PinCount that may change nothing: a question, and what is refused. GupFast's of these names do. */
    private static final ImmutableSet<String> MAY_CHANGE_NOTHING =
            ImmutableSet.of("WbPinTest", "FastReadCount", "SlowFollow");

    private TraceCorpus() {}

    static boolean mayChangeNothing(Trace trace, Event event) {
        return trace.header().spec().equals(PinCountRung.RUNG.module()) && MAY_CHANGE_NOTHING.contains(event.action());
    }

    /** {@return whether nothing in the state after this event of PinCount says whose it was} */
    static boolean isAnybodys(Trace trace, Event event) {
        return mayChangeNothing(trace, event)
                || trace.header().spec().equals(PinCountRung.RUNG.module())
                        && event.action().equals("ZapPut");
    }

    static ImmutableList<CorpusTrace> traces() {
        return TRACES.get();
    }

    static Stream<CorpusTrace> in(String folder) {
        return traces().stream().filter(trace -> trace.file().startsWith(folder + "/"));
    }

    static boolean isToBeRegenerated() {
        return "traces".equals(System.getProperty(REGENERATE));
    }

    static void write(Path folder) throws IOException {
        for (CorpusTrace trace : traces()) {
            Path file = folder.resolve(trace.file());
            Files.createDirectories(file.getParent());
            TraceFiles.write(file, trace.trace());
        }
    }

    /** {@return what the table of this name in traces/README.md holds now: the lines between its two marks} */
    static String table(String name) throws IOException {
        String text = Files.readString(README);
        return text.substring(start(text, name), text.indexOf(end(name)));
    }

    static void writeTable(String name, List<String> rows) throws IOException {
        String text = Files.readString(README);
        Files.writeString(
                README, text.substring(0, start(text, name)) + lines(rows) + text.substring(text.indexOf(end(name))));
    }

    static String lines(List<String> rows) {
        return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static int start(String text, String name) {
        String mark = "<!-- table: " + name + " -->\n";
        int at = text.indexOf(mark);
        if (at < 0) {
            throw new AssertionError(README + " has no line " + mark);
        }
        return at + mark.length();
    }

    private static String end(String name) {
        return "<!-- end: " + name + " -->";
    }

    /** {@return the lines of the table of a module's traces} */
    static ImmutableList<String> provenance(Rung rung) {
        return Stream.concat(
                        Stream.of("| file | what it shows | from | wrong at |", "|---|---|---|---|"),
                        traces().stream()
                                .filter(trace -> trace.trace().header().spec().equals(rung.module()))
                                .map(CorpusTrace::row))
                .collect(ImmutableList.toImmutableList());
    }

    /** {@return the trace files below a folder, by path} */
    static List<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".itf.json") || name.endsWith(".ndjson"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, UTF_8);
    }
}
