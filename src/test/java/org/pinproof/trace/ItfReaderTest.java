package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItfReaderTest {
    private static final String META =
            "\"#meta\":{\"format\":\"ITF\",\"schema\":1,\"spec\":\"GupFast\",\"constants\":{},\"events\":1}";
    private static final String FIRST = "{\"#meta\":{\"index\":0},\"cnt\":[1,1]}";
    private static final String SECOND = "{\"#meta\":{\"index\":1,\"action\":\"FastGrab\",\"params\":{\"t\":\"t1\"},"
            + "\"thread\":\"t1\"},\"cnt\":[1025,1]}";

    @Test
    void takes_the_variables_from_the_states_and_tolerates_foreign_meta_keys() {
        Trace trace = read("{\"vars\":[\"other\"],\"states\":[" + FIRST + ","
                + SECOND.replace("\"cnt\"", "\"#x\":1,\"cnt\"") + "],\"#info\":null," + META + "}");
        assertEquals(List.of("cnt"), trace.initial().keySet().asList());
        assertEquals(List.of("cnt"), trace.events().get(0).post().keySet().asList());
    }

    @Test
    void reads_every_kind_of_value() {
        assertEquals(Value.of(7), value("{\"#bigint\":\"7\"}"));
        assertEquals(Value.of(Long.MIN_VALUE), value("{\"#bigint\":\"-9223372036854775808\"}"));
        assertEquals(Value.tuple(List.of(Value.of(1), Value.of("x"))), value("{\"#tup\":[1,\"x\"]}"));
        assertEquals(Value.set(List.of(Value.of(1), Value.of(2))), value("{\"#set\":[2,1]}"));
        assertEquals(Value.function(Map.of(Value.of(0), Value.of(true))), value("{\"#map\":[[0,true]]}"));
        assertEquals(Value.record(Map.of("a", Value.of(false))), value("{\"a\":false}"));
    }

    @Test
    void reads_functions_that_are_sequences_or_records_as_those() {
        assertEquals(value("[5,6]"), value("{\"#map\":[[2,6],[1,5]]}"));
        assertEquals(value("{\"t1\":5}"), value("{\"#map\":[[\"t1\",5]]}"));
        assertEquals(value("[]"), value("{}"));
        assertEquals(value("[]"), value("{\"#map\":[]}"));
    }

    @Test
    void rejects_values_that_are_none() {
        assertEquals(
                "a, /states/1/cnt: numbers are integers; found 1.5. Write it without fraction or exponent.",
                valueRefusal("1.5"));
        assertEquals(
                "a, /states/1/cnt/0: expected a value; found null. TLA+ has no null; leave the variable out.",
                valueRefusal("[null]"));
        assertEquals(
                "a, /states/1/cnt: an integer beyond 2^53 may have been rounded on its way here;"
                        + " found 9007199254740992. Write it as {\"#bigint\":\"…\"}.",
                valueRefusal("9007199254740992"));
        assertEquals(
                "a, /states/1/cnt/#bigint: expected an integer of at most 64 bits, as decimal digits;"
                        + " found \"9223372036854775808\". The schema is in traces/README.md.",
                valueRefusal("{\"#bigint\":\"9223372036854775808\"}"));
        assertEquals(
                "a, /states/1/cnt: unknown kind of value '#bag'; found {\"#bag\":[]}."
                        + " Known are #bigint, #tup, #set and #map.",
                valueRefusal("{\"#bag\":[]}"));
        assertEquals(
                "a, /states/1/cnt/#map/1: a #map has one value for each argument; found [0,2]."
                        + " Remove the second entry.",
                valueRefusal("{\"#map\":[[0,1],[0,2]]}"));
    }

    @Test
    void rejects_a_count_that_is_not_the_number_of_events() {
        assertEquals(
                "a, /#meta/events: the file is truncated or was edited: it says 1 events and has 0; found 1."
                        + " Record it again, or copy it whole.",
                refusal(document(FIRST)));
    }

    @Test
    void rejects_a_file_cut_off_in_the_middle() {
        String whole = document(FIRST + "," + SECOND);
        assertEquals(
                "a, line 1, column 201: the file is truncated: it ends in the middle of a JSON value."
                        + " Record it again, or copy it whole.",
                refusal(whole.substring(0, 200)));
    }

    @Test
    void rejects_a_gap_in_the_numbers() {
        assertEquals(
                "a, /states/1/#meta/index: states are numbered from 0 without gaps, expected 1; found 2."
                        + " A state is missing, doubled or out of order; record the trace again.",
                refusal(document(FIRST + "," + SECOND.replace("\"index\":1", "\"index\":2"))));
    }

    @Test
    void rejects_a_missing_field_and_one_of_the_wrong_type() {
        assertEquals(
                "a, /states/1/#meta: field 'action' is missing;"
                        + " found {\"index\":1,\"params\":{\"t\":\"t1\"},\"thread\":\"t1\"}."
                        + " The schema is in traces/README.md.",
                refusal(document(FIRST + "," + SECOND.replace("\"action\":\"FastGrab\",", ""))));
        assertEquals(
                "a, /states/1/#meta/params: expected an object; found []. The schema is in traces/README.md.",
                refusal(document(FIRST + "," + SECOND.replace("{\"t\":\"t1\"}", "[]"))));
        assertEquals("a: field '#meta' is missing. The schema is in traces/README.md.", refusal("{}"));
    }

    @Test
    void rejects_another_schema_and_another_format() {
        assertEquals(
                "a, /#meta/schema: this build reads trace schema 1; found 3."
                        + " Record the trace again, or read it with the Pinproof that wrote it.",
                refusal(document(FIRST + "," + SECOND).replace("\"schema\":1", "\"schema\":3")));
        assertEquals(
                "a, /#meta/format: the format is \"ITF\"; found \"XES\". The schema is in traces/README.md.",
                refusal(document(FIRST + "," + SECOND).replace("\"ITF\"", "\"XES\"")));
    }

    @Test
    void rejects_a_lasso_and_an_unknown_field() {
        assertEquals(
                "a, /loop: a trace is finite; found a lasso; without \"loop\" its prefix can be checked."
                        + " The schema is in traces/README.md.",
                refusal("{\"loop\":0}"));
        assertEquals(
                "a, /state: unknown field 'state'; found []. The schema is in traces/README.md.",
                refusal("{\"state\":[]}"));
    }

    @Test
    void rejects_text_after_the_end() {
        String rest = ": text follows the end of the JSON value. Keep one trace per file.";
        assertEquals("a, line 1" + rest, refusal(document(FIRST + "," + SECOND) + "{}"));
        assertEquals("a, line 2" + rest, refusal(document(FIRST + "," + SECOND) + "\n]"));
    }

    @Test
    void rejects_a_state_that_tells_other_tools_something_else() {
        String taken = SECOND.replace("\"cnt\"", "\"mbt::actionTaken\":\"FastUndo\",\"cnt\"");
        assertEquals(
                "a, /states/1/mbt::actionTaken: the action is 'FastGrab' in #meta and another one here;"
                        + " found \"FastUndo\". Make the two the same.",
                refusal(document(FIRST + "," + taken)));
        String picks =
                SECOND.replace("\"cnt\"", "\"mbt::nondetPicks\":{\"t\":{\"tag\":\"Some\",\"value\":\"t2\"}},\"cnt\"");
        assertEquals(
                "a, /states/1/mbt::nondetPicks: the picks are the action's parameters in #meta, {t=\"t1\"};"
                        + " found {\"t\":{\"tag\":\"Some\",\"value\":\"t2\"}}. Make the two the same.",
                refusal(document(FIRST + "," + picks)));
    }

    private static Value value(String json) {
        return read(document(FIRST + "," + SECOND.replace("[1025,1]", json)))
                .events()
                .get(0)
                .post()
                .get("cnt");
    }

    private static String valueRefusal(String json) {
        return refusal(document(FIRST + "," + SECOND.replace("[1025,1]", json)));
    }

    private static String document(String states) {
        return "{" + META + ",\"states\":[" + states + "]}";
    }

    private static String refusal(String document) {
        return assertThrows(TraceFormatException.class, () -> read(document)).getMessage();
    }

    private static Trace read(String document) {
        return ItfReader.read("a", new ByteArrayInputStream(document.getBytes(UTF_8)));
    }
}
