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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
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
@Tag("campaign")
class TraceSensitivityTest {
    private static final ImmutableMap<Rung, ImmutableMap<String, ImmutableSet<String>>> OBSERVED = ImmutableMap.of(
            PinCountRung.RUNG,
            ImmutableMap.of(
                    "all seven variables",
                    ImmutableSet.copyOf(PinCountSpec.OBSERVED),
                    "`cnt`, `pc`",
                    ImmutableSet.of("cnt", "pc"),
                    "`cnt`",
                    ImmutableSet.of("cnt"),
                    "actions only",
                    ImmutableSet.of()),
            GupRung.RUNG,
            ImmutableMap.of(
                    "all ten variables",
                    ImmutableSet.copyOf(GupSpec.OBSERVED),
                    "`cnt`, `pc`",
                    ImmutableSet.of("cnt", "pc"),
                    "`cnt`",
                    ImmutableSet.of("cnt"),
                    "actions only",
                    ImmutableSet.of()),
            WritebackRung.RUNG,
            ImmutableMap.of(
                    "all 21 variables",
                    ImmutableSet.copyOf(WritebackSpec.OBSERVED),
                    "`cnt`, `pte`, `dirty`, `wb`, `disk`",
                    ImmutableSet.of("cnt", "pte", "dirty", "wb", "disk"),
                    "`dirty`, `disk`",
                    ImmutableSet.of("dirty", "disk"),
                    "actions only",
                    ImmutableSet.of()),
            CompoundRung.RUNG,
            ImmutableMap.of(
                    "all 16 variables",
                    ImmutableSet.copyOf(CompoundSpec.OBSERVED),
                    "`cnt`, `pinc`, `pc`",
                    ImmutableSet.of("cnt", "pinc", "pc"),
                    "`cnt`, `pinc`",
                    ImmutableSet.of("cnt", "pinc"),
                    "actions only",
                    ImmutableSet.of()),
            SlowRung.RUNG,
            ImmutableMap.of(
                    "all 15 variables",
                    ImmutableSet.copyOf(SlowSpec.OBSERVED),
                    "`cnt`, `pte`, `mmap`, `waits`",
                    ImmutableSet.of("cnt", "pte", "mmap", "waits"),
                    "`mmap`",
                    ImmutableSet.of("mmap"),
                    "actions only",
                    ImmutableSet.of()),
            LongtermRung.RUNG,
            ImmutableMap.of(
                    "all 15 variables",
                    ImmutableSet.copyOf(LongtermSpec.OBSERVED),
                    "`cnt`, `pte`, `lru`, `data`",
                    ImmutableSet.of("cnt", "pte", "lru", "data"),
                    "`cnt`",
                    ImmutableSet.of("cnt"),
                    "actions only",
                    ImmutableSet.of()),
            CollapseRung.RUNG,
            ImmutableMap.of(
                    "all 13 variables",
                    ImmutableSet.copyOf(CollapseSpec.OBSERVED),
                    "`cnt`, `pmd`, `tbl`",
                    ImmutableSet.of("cnt", "pmd", "tbl"),
                    "`cnt`",
                    ImmutableSet.of("cnt"),
                    "actions only",
                    ImmutableSet.of()),
            ForkRung.RUNG,
            ImmutableMap.of(
                    "all 18 variables",
                    ImmutableSet.copyOf(ForkSpec.OBSERVED),
                    "`cnt`, `pte`, `excl`, `data`",
                    ImmutableSet.of("cnt", "pte", "excl", "data"),
                    "`cnt`",
                    ImmutableSet.of("cnt"),
                    "actions only",
                    ImmutableSet.of()));

    /** Steps that any task may take that is between calls, and that leave nothing behind to say who it was. */
    private static final ImmutableSet<String> ANYBODYS =
            ImmutableSet.of("DmaStore", "FsWriteBuffer", "IoComplete", "TableReuse", "CpuStore", "ProtectEntry");

    private final Map<Rung, Map<String, Map<Damage, List<Rate>>>> measured = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @BeforeAll
    void measure() throws IOException {
        for (Rung rung : OBSERVED.keySet()) {
            Map<String, Map<Damage, List<Rate>>> rates = new LinkedHashMap<>();
            OBSERVED.get(rung).forEach((name, variables) -> rates.put(name, measure(rung, variables)));
            measured.put(rung, rates);
            if (TraceCorpus.isToBeRegenerated()) {
                TraceCorpus.writeTable("sensitivity of " + rung.module(), rows(rates));
            }
        }
    }

    private static Map<Damage, List<Rate>> measure(Rung rung, ImmutableSet<String> variables) {
        Map<Damage, List<Rate>> rates = new EnumMap<>(Damage.class);
        whole().map(TraceSensitivityTest::read)
                .filter(trace -> trace.header().spec().equals(rung.module()))
                .forEach(trace -> new Sensitivity(TraceCorpus.SPECS.of(trace.header()))
                        .measure(trace, variables)
                        .forEach((kind, rate) -> rates.computeIfAbsent(kind, k -> new ArrayList<>())
                                .add(rate)));
        return rates;
    }

    static Stream<String> accepted() {
        return TraceCorpusTest.accepted();
    }

    static Stream<String> whole() {
        return TraceCorpusTest.whole();
    }

    private static Trace read(String file) {
        return TraceFiles.read(TraceCorpus.FOLDER.resolve(file));
    }

    private static List<String> rows(Map<String, Map<Damage, List<Rate>>> measured) {
        List<String> rows = new ArrayList<>();
        rows.add("| damage | " + String.join(" | ", measured.keySet()) + " |");
        rows.add("|---|" + "---|".repeat(measured.size()));
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
    @MethodSource("whole")
    void all_damage_to_a_fully_observed_trace_is_noticed_but_a_missing_end_and_who_the_device_was(String file) {
        Trace trace = read(file);
        Map<Damage, Rate> rates = new Sensitivity(TraceCorpus.SPECS.of(trace.header()))
                .measure(
                        trace,
                        ImmutableSet.copyOf(Rungs.ALL.of(trace.header().spec()).observed()));
        rates.forEach((kind, rate) -> assertEquals(List.of(), unexcused(trace, kind, rate), kind::words));
        assertTrue(rates.get(Damage.DROPPED).unnoticed().contains(dropped(last(trace))));
    }

    private static List<String> unexcused(Trace trace, Damage kind, Rate rate) {
        return rate.unnoticed().stream()
                .filter(unnoticed -> trace.events().stream()
                        .filter(event -> unnoticed.startsWith(dropped(event)))
                        .noneMatch(event -> kind == Damage.DROPPED && isInvisible(trace, event)
                                || kind == Damage.TASK
                                        && (ANYBODYS.contains(event.action()) || TraceCorpus.isAnybodys(trace, event))))
                .toList();
    }

    private static boolean isInvisible(Trace trace, Event event) {
        return event.equals(last(trace))
                || event.action().equals("LeaseKill")
                || TraceCorpus.mayChangeNothing(trace, event);
    }

    private static Event last(Trace trace) {
        return trace.events().get(trace.events().size() - 1);
    }

    private static String dropped(Event event) {
        return event.seq() + " " + event.action();
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
        for (Rung rung : OBSERVED.keySet()) {
            assertEquals(
                    TraceCorpus.lines(rows(measured.get(rung))),
                    TraceCorpus.table("sensitivity of " + rung.module()),
                    rung.module());
        }
    }

    @Test
    void damage_is_measured_only_on_traces_that_conform() {
        Trace bad = read("rejected/one-too-many.itf.json");
        Sensitivity sensitivity = new Sensitivity(TraceCorpus.SPECS.of(bad.header()));
        assertThrows(IllegalArgumentException.class, () -> sensitivity.measure(bad, ImmutableSet.of("cnt")));
    }
}
