package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.Value;

/** The committed traces. To make them anew: {@code mvn test -Dtest=TraceCorpusTest -Dpinproof.regenerate=traces}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceCorpusTest {
    private final OpenSpecs specs = new OpenSpecs();

    @TempDir
    Path folder;

    @BeforeAll
    static void regenerate() throws IOException {
        if (TraceCorpus.isToBeRegenerated()) {
            TraceCorpus.write(TraceCorpus.FOLDER);
            TraceCorpus.writeTable("provenance", TraceCorpus.provenance());
        }
    }

    @AfterAll
    void close() {
        specs.close();
    }

    static Stream<String> accepted() {
        return TraceCorpus.files(TraceCorpus.FOLDER).stream().filter(file -> file.startsWith("accepted/"));
    }

    static Stream<String> rejected() {
        return TraceCorpus.files(TraceCorpus.FOLDER).stream().filter(file -> file.startsWith("rejected/"));
    }

    private static Trace read(String file) {
        return TraceFiles.read(TraceCorpus.FOLDER.resolve(file));
    }

    private Verdict check(String file) {
        try (EventStream trace = TraceFiles.stream(TraceCorpus.FOLDER.resolve(file))) {
            return new TraceConformance(specs.of(trace.header()), "conform " + file).check(trace);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void an_accepted_trace_conforms(String file) {
        assertEquals(new Verdict.Conforms(read(file).events().size()), check(file));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void the_code_follows_an_accepted_trace(String file) {
        try (EventStream trace = TraceFiles.stream(TraceCorpus.FOLDER.resolve(file))) {
            assertEquals(
                    new Verdict.Conforms(read(file).events().size()),
                    new TraceReplay(Rung.CORRECT, "replay " + file).replay(trace));
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void every_event_of_an_accepted_trace_changes_something_observed(String file) {
        Trace trace = read(file);
        ImmutableSortedMap<String, Value> before = trace.initial();
        for (Event event : trace.events()) {
            assertNotEquals(before, event.post(), () -> "event " + event.seq());
            before = event.post();
        }
    }

    @ParameterizedTest
    @MethodSource("rejected")
    void a_rejected_trace_is_rejected_at_its_step_for_its_kind(String file) {
        Outcome claimed = read(file).header().outcome().orElseThrow();
        Verdict verdict = check(file);
        Optional<Divergence> divergence =
                verdict instanceof Verdict.Diverges diverges ? Optional.of(diverges.divergence()) : Optional.empty();
        assertEquals(
                claimed,
                new Outcome(
                        verdict.word(),
                        divergence.map(d -> d.reason().kind().words()),
                        divergence.map(d -> OptionalLong.of(d.step())).orElse(OptionalLong.empty()),
                        Optional.empty()));
    }

    @Test
    void the_committed_files_are_the_generated_ones_byte_for_byte() throws IOException {
        TraceCorpus.write(folder);
        assertEquals(TraceCorpus.files(folder), TraceCorpus.files(TraceCorpus.FOLDER));
        for (String file : TraceCorpus.files(folder)) {
            assertEquals(
                    TraceCorpus.text(folder.resolve(file)), TraceCorpus.text(TraceCorpus.FOLDER.resolve(file)), file);
        }
    }

    @Test
    void the_readme_names_every_file_with_its_provenance() throws IOException {
        assertEquals(TraceCorpus.lines(TraceCorpus.provenance()), TraceCorpus.table("provenance"));
    }

    @Test
    void there_are_enough_traces_of_each_sort_in_both_formats() {
        List<String> rejected = rejected().toList();
        assertAll(
                () -> assertTrue(accepted().count() >= 13),
                () -> assertTrue(rejected.size() >= 12),
                () -> assertTrue(
                        rejected.stream().filter(f -> f.contains("mutant-")).count() >= 6),
                () -> assertTrue(accepted().filter(f -> f.endsWith(".ndjson")).count() >= 3));
    }

    @Test
    void rejected_traces_cover_every_kind_and_the_start() {
        ImmutableSet<String> kinds = rejected()
                .map(file -> read(file).header().outcome().orElseThrow().kind().orElseThrow())
                .collect(ImmutableSet.toImmutableSet());
        assertEquals(
                ImmutableSet.copyOf(
                        Stream.of(Reason.Kind.values()).map(Reason.Kind::words).toList()),
                kinds);
        assertTrue(rejected()
                .anyMatch(file ->
                        read(file).header().outcome().orElseThrow().step().orElseThrow() == 0));
    }
}
