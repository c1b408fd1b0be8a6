package org.pinproof.conform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pinproof.conform.Sensitivity.Damage;
import org.pinproof.conform.Sensitivity.Rate;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import org.pinproof.trace.TraceFormatException;

/** How much damage to the accepted traces is noticed, with everything observed and with less. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceSensitivityTest {
    private static final ImmutableMap<String, ImmutableSet<String>> OBSERVED = ImmutableMap.of(
            "all ten variables",
            ImmutableSet.copyOf(GupSpec.OBSERVED),
            "`cnt`, `pc`",
            ImmutableSet.of("cnt", "pc"),
            "`cnt`",
            ImmutableSet.of("cnt"),
            "actions only",
            ImmutableSet.of());

    private final OpenSpecs specs = new OpenSpecs();
    private final Map<String, Map<Damage, List<Rate>>> measured = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    void measure() throws IOException {
        OBSERVED.forEach((name, variables) -> measured.put(name, measure(variables)));
        if (TraceCorpus.isToBeRegenerated()) {
            TraceCorpus.writeTable("sensitivity", rows());
        }
    }

    private Map<Damage, List<Rate>> measure(ImmutableSet<String> variables) {
        Map<Damage, List<Rate>> rates = new EnumMap<>(Damage.class);
        accepted().forEach(file -> {
            Trace trace = read(file);
            new Sensitivity(specs.of(trace.header()))
                    .measure(trace, variables)
                    .forEach((kind, rate) ->
                            rates.computeIfAbsent(kind, k -> new ArrayList<>()).add(rate));
        });
        return rates;
    }

    @AfterAll
    void close() {
        specs.close();
    }

    static Stream<String> accepted() {
        return TraceCorpusTest.accepted();
    }

    private static Trace read(String file) {
        return TraceFiles.read(TraceCorpus.FOLDER.resolve(file));
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.add("| damage | " + String.join(" | ", OBSERVED.keySet()) + " |");
        rows.add("|---|" + "---|".repeat(OBSERVED.size()));
        for (Damage kind : Damage.values()) {
            rows.add("| " + kind.words() + " | "
                    + measured.values().stream()
                            .map(rates -> cell(rates.getOrDefault(kind, List.of())))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        return rows;
    }

    private static String cell(List<Rate> rates) {
        int done = rates.stream().mapToInt(Rate::done).sum();
        int noticed = rates.stream().mapToInt(Rate::noticed).sum();
        return done == 0 ? "-" : noticed + "/" + done + " (" + 100L * noticed / done + " %)";
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void all_damage_to_a_fully_observed_trace_is_noticed_but_a_missing_end(String file) {
        Trace trace = read(file);
        Event last = trace.events().get(trace.events().size() - 1);
        Map<Damage, Rate> rates =
                new Sensitivity(specs.of(trace.header())).measure(trace, ImmutableSet.copyOf(GupSpec.OBSERVED));
        rates.forEach((kind, rate) -> assertEquals(
                kind == Damage.DROPPED ? List.of(last.seq() + " " + last.action()) : List.of(),
                rate.unnoticed(),
                kind::words));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a_file_without_its_last_event_is_refused_as_it_is_read(String file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TraceCorpus.FOLDER.resolve(file)));
        boolean ndjson = file.endsWith(".ndjson");
        // The last event is a line of its own in both formats; before it ITF has a comma, and after it the brackets.
        int last = ndjson ? lines.size() - 2 : lines.size() - 1;
        String removed = lines.remove(last);
        if (!ndjson) {
            String before = lines.get(last - 1);
            lines.set(last - 1, before.substring(0, before.length() - 1) + "]}");
            assertTrue(removed.endsWith("]}"), removed);
        }
        Path cut = folder.resolve(Path.of(file).getFileName());
        Files.write(cut, lines, UTF_8);
        TraceFormatException refused = assertThrows(TraceFormatException.class, () -> TraceFiles.read(cut));
        assertTrue(refused.getMessage().contains("events"), refused::getMessage);
    }

    @Test
    void the_readme_has_the_figures() throws IOException {
        assertEquals(TraceCorpus.lines(rows()), TraceCorpus.table("sensitivity"));
    }

    @Test
    void damage_is_measured_only_on_traces_that_conform() {
        Trace bad = read("rejected/one-too-many.itf.json");
        Sensitivity sensitivity = new Sensitivity(specs.of(bad.header()));
        assertThrows(IllegalArgumentException.class, () -> sensitivity.measure(bad, ImmutableSet.of("cnt")));
    }
}
