package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class NdjsonReaderTest {
    private static final String HEADER =
            "{\"tag\":\"header\",\"schema\":1,\"spec\":\"GupFast\",\"constants\":{},\"init\":{}}";
    private static final String GRAB = "{\"tag\":\"trace\",\"seq\":1,\"thread\":\"t1\",\"event\":\"FastGrab\","
            + "\"args\":{\"t\":\"t1\",\"f\":0},\"post\":{\"cnt\":[1024,1]}}";
    private static final String END = "{\"tag\":\"end\",\"events\":1}";

    @Test
    void reads_header_events_and_end() {
        Trace trace = read(HEADER, GRAB, END);
        assertEquals(TraceHeader.of("GupFast", ImmutableMap.of()), trace.header());
        assertEquals(
                Event.of(
                        1,
                        "t1",
                        "FastGrab",
                        ImmutableSortedMap.of("t", Value.of("t1"), "f", Value.of(0)),
                        ImmutableSortedMap.of("cnt", Value.tuple(List.of(Value.of(1024), Value.of(1))))),
                trace.events().get(0));
    }

    @Test
    void hands_out_the_events_before_the_place_where_the_file_is_wrong() {
        NdjsonReader reader = open(HEADER, GRAB, "}");
        assertTrue(reader.hasNext());
        assertEquals("FastGrab", reader.next().action());
        assertThrows(TraceFormatException.class, reader::hasNext);
    }

    @Test
    void reads_a_line_longer_than_its_first_buffer() {
        String text = "x".repeat(200_000);
        Trace trace = read(HEADER, GRAB.replace("[1024,1]", '"' + text + '"'), END);
        assertEquals(Value.of(text), trace.events().get(0).post().get("cnt"));
    }

    @Test
    void needs_no_newline_after_the_end_line() {
        NdjsonReader reader = new NdjsonReader("a", bytes(HEADER + "\r\n{\"tag\":\"end\",\"events\":0}"));
        assertFalse(reader.hasNext());
    }

    @Test
    void rejects_a_file_without_its_end_line() {
        assertEquals(
                "a, line 2: the file is truncated: the last line is not the end line {\"tag\":\"end\",\"events\":N}."
                        + " Record it again, or copy it whole.",
                refusal(HEADER, GRAB));
    }

    @Test
    void rejects_a_file_that_ends_within_a_line() {
        assertEquals(
                "a, line 2, column 16: the file is truncated: it ends in the middle of a JSON value."
                        + " Record it again, or copy it whole.",
                refusal(HEADER, "{\"tag\":\"trace\","));
    }

    @Test
    void rejects_a_count_that_is_not_the_number_of_events() {
        assertEquals(
                "a, line 3, /events: the end line counts 2 events, the file has 1; found 2."
                        + " Lines were lost or added; record the trace again.",
                refusal(HEADER, GRAB, "{\"tag\":\"end\",\"events\":2}"));
    }

    @Test
    void rejects_a_gap_in_the_numbers() {
        assertEquals(
                "a, line 2, /seq: events are numbered from 1 without gaps, expected 1; found 2."
                        + " An event is missing, doubled or out of order; record the trace again.",
                refusal(HEADER, GRAB.replace("\"seq\":1", "\"seq\":2"), END));
    }

    @Test
    void rejects_another_schema() {
        assertEquals(
                "a, line 1, /schema: this build reads trace schema 1; found 2."
                        + " Record the trace again, or read it with the Pinproof that wrote it.",
                refusal(HEADER.replace("\"schema\":1", "\"schema\":2"), END));
    }

    @Test
    void rejects_a_missing_field() {
        assertEquals(
                "a, line 1: field 'spec' is missing; found {\"tag\":\"header\",\"schema\":1,\"constants\":{},\"init\":{}}."
                        + " The schema is in traces/README.md.",
                refusal(HEADER.replace("\"spec\":\"GupFast\",", ""), END));
    }

    @Test
    void rejects_a_field_of_the_wrong_type() {
        assertEquals(
                "a, line 2, /thread: expected a string; found 1. The schema is in traces/README.md.",
                refusal(HEADER, GRAB.replace("\"thread\":\"t1\"", "\"thread\":1"), END));
    }

    @Test
    void rejects_an_unknown_tag_and_an_unknown_field() {
        assertEquals(
                "a, line 2, /tag: unknown tag; found \"step\". Known are header, trace and end.",
                refusal(HEADER, GRAB.replace("\"trace\"", "\"step\""), END));
        assertEquals(
                "a, line 2, /arg: unknown field 'arg'; found {\"t\":\"t1\",\"f\":0}. The schema is in traces/README.md.",
                refusal(HEADER, GRAB.replace("\"args\"", "\"arg\""), END));
    }

    @Test
    void rejects_a_first_line_that_is_no_header_and_a_later_one_that_is() {
        assertEquals(
                "a, line 1, /tag: the first line is the header; found \"trace\". The schema is in traces/README.md.",
                refusal(GRAB, END));
        assertEquals(
                "a, line 2, /tag: only the first line is a header; found \"header\". Keep one trace per file.",
                refusal(HEADER, HEADER));
    }

    @Test
    void rejects_text_after_the_end() {
        assertEquals(
                "a, line 4: text follows the end of the JSON value. Keep one trace per file.",
                refusal(HEADER, GRAB, END, GRAB));
        assertEquals(
                "a, line 1: text follows the end of the JSON value. Keep one trace per file.",
                refusal(HEADER + "{}", END));
    }

    @Test
    void rejects_an_empty_line() {
        assertEquals("a, line 2: a line is empty. Each line is one JSON object.", refusal(HEADER, "", END));
    }

    @Test
    void rejects_a_parameter_t_that_is_not_the_thread() {
        assertEquals(
                "a, line 2, /args: parameter t is the event's thread, which is 't2'; found {\"t\":\"t1\",\"f\":0}."
                        + " One of the two is wrong; record the trace again.",
                refusal(HEADER, GRAB.replace("\"thread\":\"t1\"", "\"thread\":\"t2\""), END));
    }

    private static String refusal(String... lines) {
        return assertThrows(TraceFormatException.class, () -> read(lines)).getMessage();
    }

    private static Trace read(String... lines) {
        return open(lines).rest();
    }

    private static NdjsonReader open(String... lines) {
        return new NdjsonReader("a", bytes(String.join("\n", lines) + "\n"));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
