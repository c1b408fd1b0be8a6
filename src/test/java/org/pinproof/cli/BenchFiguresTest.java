package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pinproof.benchmark.GupCommand;
import org.pinproof.benchmark.Mapping;
import org.pinproof.benchmark.Measurement;
import org.pinproof.benchmark.Measurement.Time;
import org.pinproof.benchmark.Rehearsal;
import org.pinproof.benchmark.Workload;
import org.pinproof.report.BenchReport;
import org.pinproof.report.BenchReport.Measured;
import org.pinproof.report.BenchReport.Ratio;
import org.pinproof.report.ConsoleReport;
import org.pinproof.report.JsonReport;

/** What is read off measurements that were made up. */
class BenchFiguresTest {
    private static final int PAGES = 16384;

    private static Measurement measurement(GupCommand command, Mapping mapping, double get, double put) {
        return measurement(command, mapping, PAGES, new Time(get * PAGES, get * PAGES / 10), new Time(put * PAGES, 0));
    }

    private static Measurement measurement(GupCommand command, Mapping mapping, int covered, Time get, Time put) {
        return new Measurement(
                command, new Workload(mapping, PAGES, 512, false, 2), new Rehearsal(covered, 32, covered), get, put);
    }

    private static BenchReport report(BenchFigures figures) {
        return new BenchReport(
                figures.measurements().size(),
                ImmutableMap.of("threads", "2"),
                figures.measured(),
                figures.ratios(),
                figures.warnings(false));
    }

    @Test
    void times_are_by_page_and_by_call_and_the_pages_are_those_of_all_threads() {
        BenchFigures figures = new BenchFigures(List.of(measurement(GupCommand.PIN_FAST, Mapping.PTES, 30, 20)));
        assertEquals(
                ImmutableList.of(new Measured(
                        "PIN_FAST",
                        "4K",
                        PAGES,
                        32,
                        PAGES,
                        30,
                        30 * 512,
                        Optional.of(0.1),
                        20,
                        20 * 512,
                        Optional.of(0.0),
                        2 * 1e9 / 50)),
                figures.measured());
        assertEquals(ImmutableList.of(), figures.warnings(false));
    }

    @Test
    void ratios_are_those_that_the_measurements_allow() {
        BenchFigures figures = new BenchFigures(List.of(
                measurement(GupCommand.GUP_FAST, Mapping.PTES, 20, 10),
                measurement(GupCommand.PIN_FAST, Mapping.PTES, 22, 15),
                measurement(GupCommand.PIN, Mapping.PTES, 110, 15),
                measurement(GupCommand.PIN_FAST, Mapping.LEAVES, 11, 30)));
        assertEquals(
                ImmutableList.of(
                        new Ratio("PIN_FAST : GUP_FAST", "4K", 1.1, 1.5, Optional.of("at most 1.2")),
                        new Ratio("PIN : PIN_FAST", "4K", 5, 1, Optional.of("at least 5 with 2 threads")),
                        new Ratio("PIN_FAST", "2M : 4K", 0.5, 2, Optional.of("grabs: one for each leaf of a call"))),
                figures.ratios());
    }

    @Test
    void figures_that_mean_little_are_not_shown_without_a_warning() {
        BenchFigures figures = new BenchFigures(List.of(
                measurement(GupCommand.GUP, Mapping.PTES, PAGES, new Time(99_999, 0), new Time(500_000, 0)),
                measurement(GupCommand.PIN, Mapping.PTES, PAGES, new Time(500_000, 0), new Time(500_000, 110_000)),
                measurement(GupCommand.PIN_FAST, Mapping.PTES, 512, new Time(5e6, Double.NaN), new Time(5e6, 0))));
        assertEquals(
                ImmutableList.of(
                        "--quick shows that it works; it is too short for figures that mean anything",
                        "GUP on 4K goes through its pages in less than 100 µs, so the clock is part of the figures; give it"
                                + " more --pages",
                        "PIN on 4K varies by 22 %; give it more --iterations, or a machine with nothing else to do",
                        "PIN_FAST on 4K took 512 of 16,384 pages, and its figures are of those"),
                figures.warnings(true));
    }

    @Test
    void the_report_is_two_tables_and_a_json_object_of_the_same() throws IOException {
        BenchFigures figures = new BenchFigures(List.of(
                measurement(GupCommand.GUP_FAST, Mapping.PTES, 20, 10),
                measurement(GupCommand.PIN_FAST, Mapping.PTES, 22, 15)));
        assertEquals("""
                  threads         2

                  command  | mapped | pages  | calls | grabs  | get ns/page  | get ns/call | put ns/page | put ns/call | M pages/s
                 ----------+--------+--------+-------+--------+--------------+-------------+-------------+-------------+-----------
                  GUP_FAST | 4K     | 16,384 |    32 | 16,384 | 20.00 ± 10 % |      10,240 | 10.00 ± 0 % |       5,120 |      66.7
                  PIN_FAST | 4K     | 16,384 |    32 | 16,384 | 22.00 ± 10 % |      11,264 | 15.00 ± 0 % |       7,680 |      54.1

                  ratio               | mapped | get  | put  | aim (get)
                 ---------------------+--------+------+------+-------------
                  PIN_FAST : GUP_FAST | 4K     | 1.10 | 1.50 | at most 1.2
                """, ConsoleReport.text(report(figures)));
        JsonNode json = new ObjectMapper().readTree(JsonReport.text(report(figures)));
        assertEquals("bench", json.get("verb").asText());
        assertEquals("HELD", json.get("judgement").asText());
        JsonNode result = json.get("result");
        assertEquals("PIN_FAST", result.get("measured").get(1).get("command").asText());
        assertEquals(22, result.get("measured").get(1).get("getPerPage").asDouble());
        assertEquals(1.1, result.get("ratios").get(0).get("get").asDouble());
        assertEquals("2", result.get("settings").get("threads").asText());
        assertEquals(0, result.get("warnings").size());
    }
}
