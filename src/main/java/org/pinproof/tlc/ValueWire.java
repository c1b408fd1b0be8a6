package org.pinproof.tlc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinproof.trace.Value;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** Values between TLC's JVM and this one: numbers, truth values, strings, and one tagged object per other shape. */
public final class ValueWire {
    private static final String TUPLE = "tuple";
    private static final String SET = "set";
    private static final String RECORD = "record";
    private static final String FUNCTION = "function";

    private ValueWire() {}

    /** Writes a value where the generator stands. */
    public static void write(JsonGenerator out, Value value) throws IOException {
        if (value instanceof Int x) {
            out.writeNumber(x.value());
        } else if (value instanceof Bool x) {
            out.writeBoolean(x.value());
        } else if (value instanceof Str x) {
            out.writeString(x.value());
        } else if (value instanceof Tuple x) {
            list(out, TUPLE, x.elements());
        } else if (value instanceof SetOf x) {
            list(out, SET, x.elements());
        } else if (value instanceof Rec x) {
            out.writeStartObject();
            out.writeObjectFieldStart(RECORD);
            for (Map.Entry<String, Value> field : x.fields().entrySet()) {
                out.writeFieldName(field.getKey());
                write(out, field.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        } else {
            pairs(out, value.graph());
        }
    }

    private static void list(JsonGenerator out, String tag, Collection<Value> elements) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart(tag);
        for (Value element : elements) {
            write(out, element);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void pairs(JsonGenerator out, Map<Value, Value> graph) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart(FUNCTION);
        for (Map.Entry<Value, Value> pair : graph.entrySet()) {
            out.writeStartArray();
            write(out, pair.getKey());
            write(out, pair.getValue());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** {@return the value that {@link #write} wrote} */
    public static Value read(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Value.of(node.longValue());
        }
        if (node.isBoolean()) {
            return Value.of(node.booleanValue());
        }
        if (node.isTextual()) {
            return Value.of(node.textValue());
        }
        if (node.has(TUPLE)) {
            return Value.tuple(all(node.get(TUPLE)));
        }
        if (node.has(SET)) {
            return Value.set(all(node.get(SET)));
        }
        if (node.has(RECORD)) {
            return Value.record(fields(node.get(RECORD)));
        }
        Map<Value, Value> mapping = new LinkedHashMap<>();
        node.get(FUNCTION).forEach(pair -> mapping.put(read(pair.get(0)), read(pair.get(1))));
        return Value.function(mapping);
    }

    /** {@return the values of an object's fields} */
    static ImmutableSortedMap<String, Value> fields(JsonNode object) {
        ImmutableSortedMap.Builder<String, Value> fields = ImmutableSortedMap.naturalOrder();
        object.properties().forEach(field -> fields.put(field.getKey(), read(field.getValue())));
        return fields.build();
    }

    private static List<Value> all(JsonNode array) {
        return Streams.stream(array).map(ValueWire::read).toList();
    }
}
