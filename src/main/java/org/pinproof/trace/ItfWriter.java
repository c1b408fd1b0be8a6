package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeSet;

/** Writes a trace as ITF (Apalache ADR-015), one state on a line, with actions where Quint's tools look for them. */
public final class ItfWriter {
    private ItfWriter() {}

    /** Writes the trace in UTF-8 and leaves the stream open. */
    public static void write(Trace trace, OutputStream out) throws IOException {
        try (JsonGenerator json = StrictJson.FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new StatePerLine());
            json.writeStartObject();
            json.writeFieldName("#meta");
            writeMeta(json, trace);
            json.writeFieldName("vars");
            writeVariables(json, trace);
            json.writeArrayFieldStart("states");
            writeInitial(json, trace);
            for (Event event : trace.events()) {
                writeState(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (JsonProcessingException e) {
            throw StrictJson.unreadable(NdjsonWriter.UNWRITTEN, 0, e);
        }
    }

    private static void writeMeta(JsonGenerator json, Trace trace) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", "ITF");
        json.writeStringField("format-description", "https://apalache-mc.org/docs/adr/015adr-trace.html");
        HeaderWriter.write(json, trace.header());
        json.writeNumberField("events", trace.events().size());
        json.writeEndObject();
    }

    private static void writeVariables(JsonGenerator json, Trace trace) throws IOException {
        TreeSet<String> variables = new TreeSet<>(trace.initial().keySet());
        trace.events().forEach(event -> variables.addAll(event.post().keySet()));
        json.writeStartArray();
        for (String variable : variables) {
            json.writeString(variable);
        }
        json.writeEndArray();
    }

    private static void writeInitial(JsonGenerator json, Trace trace) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("#meta");
        json.writeNumberField("index", 0);
        json.writeEndObject();
        writeFields(json, trace.initial());
        json.writeStringField(ItfReader.ACTION_TAKEN, ItfReader.INITIAL_ACTION);
        json.writeObjectFieldStart(ItfReader.NONDET_PICKS);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeState(JsonGenerator json, Event event) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("#meta");
        json.writeNumberField("index", event.seq());
        json.writeStringField("action", event.action());
        json.writeFieldName("params");
        ValueWriter.writeNamed(json, event.parameters());
        json.writeStringField("thread", event.task());
        HeaderWriter.text(json, "source", event.source());
        json.writeEndObject();
        writeFields(json, event.post());
        json.writeStringField(ItfReader.ACTION_TAKEN, event.action());
        writePicks(json, event.parameters());
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Map<String, Value> fields) throws IOException {
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            ValueWriter.write(json, field.getValue());
        }
    }

    /** Quint wraps each pick in an option, because a step may leave some unmade; ours are all made. */
    private static void writePicks(JsonGenerator json, Map<String, Value> parameters) throws IOException {
        json.writeObjectFieldStart(ItfReader.NONDET_PICKS);
        for (Map.Entry<String, Value> pick : parameters.entrySet()) {
            json.writeObjectFieldStart(pick.getKey());
            json.writeStringField("tag", "Some");
            json.writeFieldName("value");
            ValueWriter.write(json, pick.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
