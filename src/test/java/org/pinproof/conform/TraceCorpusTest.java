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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.Value;

/** The committed traces. To make them anew: {@code mvn test -Dtest=TraceCorpusTest -Dpinproof.regenerate=traces}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceCorpusTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void regenerate() throws IOException {
        if (TraceCorpus.isToBeRegenerated()) {
            TraceCorpus.write(TraceCorpus.FOLDER);
            for (Rung rung : Rungs.ALL.inOrder()) {
                TraceCorpus.writeTable("provenance of " + rung.module(), TraceCorpus.provenance(rung));
            }
        }
    }

    static Stream<String> accepted() {
        return in("accepted/");
    }

    static Stream<String> violating() {
        return in("violating/");
    }

    static Stream<String> rejected() {
        return in("rejected/");
    }

    static Stream<String> behaviours() {
        return Stream.concat(accepted(), violating());
    }

    /** Traces that observe all there is to see. */
    static Stream<String> whole() {
        return accepted()
                .filter(file -> read(file)
                        .initial()
                        .keySet()
                        .containsAll(Rungs.ALL.of(read(file).header().spec()).observed()));
    }

    private static Stream<String> in(String folder) {
        return TraceCorpus.files(TraceCorpus.FOLDER).stream().filter(file -> file.startsWith(folder));
    }

    private static Trace read(String file) {
        return TraceFiles.read(TraceCorpus.FOLDER.resolve(file));
    }

    private Verdict check(String file) {
        try (EventStream trace = TraceFiles.stream(TraceCorpus.FOLDER.resolve(file))) {
            return new TraceConformance(TraceCorpus.SPECS.of(trace.header()), "conform " + file).check(trace);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @Tag("campaign")
    void an_accepted_trace_conforms(String file) {
        assertEquals(new Verdict.Conforms(read(file).events().size()), check(file));
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void the_code_follows_a_behaviour_of_the_specification_whether_it_is_a_good_one_or_not(String file) {
        try (EventStream trace = TraceFiles.stream(TraceCorpus.FOLDER.resolve(file))) {
            assertEquals(
                    new Verdict.Conforms(read(file).events().size()),
                    new TraceReplay(Rung.CORRECT, "replay " + file).replay(trace));
        }
    }

    /** But that an owner is killed, which shows in what its exit does, and what PinCount is asked or refuses. */
    @ParameterizedTest
    @MethodSource("whole")
    void every_event_of_an_accepted_trace_changes_something_observed(String file) {
        Trace trace = read(file);
        ImmutableSortedMap<String, Value> before = trace.initial();
        for (Event event : trace.events()) {
            if (!event.action().equals("LeaseKill") && !TraceCorpus.mayChangeNothing(trace, event)) {
                assertNotEquals(before, event.post(), () -> "event " + event.seq());
            }
            before = event.post();
        }
    }

    @ParameterizedTest
    @MethodSource("violating")
    @Tag("campaign")
    void a_violating_trace_breaks_its_invariant_at_its_step(String file) {
        Outcome claimed = read(file).header().outcome().orElseThrow();
        assertEquals("VIOLATES", claimed.verdict());
        assertEquals(claimed, Claim.of(check(file)));
    }

    @ParameterizedTest
    @MethodSource("rejected")
    @Tag("campaign")
    void a_rejected_trace_is_rejected_at_its_step_for_its_kind(String file) {
        Outcome claimed = read(file).header().outcome().orElseThrow();
        assertEquals("DIVERGES", claimed.verdict());
        assertEquals(claimed, Claim.of(check(file)));
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
        for (Rung rung : Rungs.ALL.inOrder()) {
            assertEquals(
                    TraceCorpus.lines(TraceCorpus.provenance(rung)),
                    TraceCorpus.table("provenance of " + rung.module()));
        }
    }

    @ParameterizedTest
    @MethodSource("rungs")
    void there_are_enough_traces_of_each_sort_in_both_formats(Rung rung) {
        List<String> accepted = of(rung, accepted());
        List<String> rejected = of(rung, rejected());
        assertAll(
                () -> assertTrue(accepted.size() >= 13),
                () -> assertTrue(rejected.size() >= 12),
                () -> assertTrue(accepted.stream().anyMatch(f -> f.endsWith(".ndjson"))),
                () -> assertTrue(
                        rejected.stream().filter(f -> f.endsWith(".ndjson")).count() >= 3));
    }

    static Stream<Rung> rungs() {
        return Rungs.ALL.inOrder().stream();
    }

    private static List<String> of(Rung rung, Stream<String> files) {
        return files.filter(file -> read(file).header().spec().equals(rung.module()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rungs")
    void every_mutant_of_a_rung_has_a_rejected_trace(Rung rung) {
        assertEquals(
                rung.mutants().stream().map(CodeMutant::slug).collect(ImmutableSet.toImmutableSet()),
                of(rung, rejected()).stream()
                        .filter(file -> file.contains("mutant-"))
                        .map(file -> file.replaceFirst(".*mutant-(.*)\\.(itf\\.json|ndjson)", "$1"))
                        .collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void every_policy_has_an_accepted_trace() {
        ImmutableSet<Value> policies = of(WritebackRung.RUNG, accepted()).stream()
                .map(file -> read(file).header().constants().get("Policy"))
                .collect(ImmutableSet.toImmutableSet());
        assertEquals(
                Stream.of(WbPolicy.values())
                        .map(policy -> Value.of(policy.name()))
                        .collect(ImmutableSet.toImmutableSet()),
                policies);
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
