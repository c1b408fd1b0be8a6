package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Fun;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** Values in ITF notation (Apalache ADR-015): one notation per value, so that equal values are equal bytes. */
final class ValueWriter {
    private ValueWriter() {}

    static void write(JsonGenerator out, Value value) throws IOException {
        if (value instanceof Int integer) {
            writeInteger(out, integer.value());
        } else if (value instanceof Str text) {
            out.writeString(text.value());
        } else if (value instanceof Bool truth) {
            out.writeBoolean(truth.value());
        } else if (value instanceof Tuple tuple) {
            writeArray(out, tuple.elements());
        } else if (value instanceof SetOf set) {
            out.writeStartObject();
            out.writeFieldName("#set");
            writeArray(out, set.elements());
            out.writeEndObject();
        } else if (value instanceof Rec rec && plainKeys(rec)) {
            writeNamed(out, rec.fields());
        } else if (value instanceof Rec || value instanceof Fun) {
            writeMap(out, value.graph());
        }
    }

    static void writeNamed(JsonGenerator out, Map<String, Value> fields) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
            out.writeFieldName(field.getKey());
            write(out, field.getValue());
        }
        out.writeEndObject();
    }

    static void writeInteger(JsonGenerator out, long value) throws IOException {
        if (ValueReader.plain(value)) {
            out.writeNumber(value);
        } else {
            out.writeStartObject();
            out.writeStringField("#bigint", Long.toString(value));
            out.writeEndObject();
        }
    }

    private static void writeArray(JsonGenerator out, Iterable<Value> elements) throws IOException {
        out.writeStartArray();
        for (Value element : elements) {
            write(out, element);
        }
        out.writeEndArray();
    }

    private static void writeMap(JsonGenerator out, Map<Value, Value> graph) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("#map");
        for (Map.Entry<Value, Value> entry : graph.entrySet()) {
            out.writeStartArray();
            write(out, entry.getKey());
            write(out, entry.getValue());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** A record with a key that ITF would take for a kind of value is written as the function it is. */
    private static boolean plainKeys(Rec rec) {
        return rec.fields().keySet().stream().noneMatch(key -> key.startsWith("#"));
    }
}
