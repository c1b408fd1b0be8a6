package org.pinproof.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A JSON node that knows where it stands; the pointer is put together only when something is wrong there. */
final class JsonCursor {
    static final String SEE_SCHEMA = "The schema is in traces/README.md.";

    private final JsonCursor parent;
    private final String file;
    private final String where;
    private final String key;
    private final JsonNode node;

    private JsonCursor(JsonCursor parent, String file, String where, String key, JsonNode node) {
        this.parent = parent;
        this.file = file;
        this.where = where;
        this.key = key;
        this.node = node;
    }

    /** A whole line of a file of lines, counted from 1. */
    static JsonCursor line(String file, long line, JsonNode node) {
        return new JsonCursor(null, file, "line " + line, null, node);
    }

    /** A part of a one-document file, at a JSON pointer. */
    static JsonCursor part(String file, String pointer, JsonNode node) {
        return new JsonCursor(null, file, pointer, null, node);
    }

    JsonNode node() {
        return node;
    }

    /** {@return the field name or index under which this stands; null at the root} */
    String key() {
        return key;
    }

    JsonCursor child(String name) {
        return new JsonCursor(this, file, where, name, node.get(name));
    }

    JsonCursor child(int index) {
        return new JsonCursor(this, file, where, Integer.toString(index), node.get(index));
    }

    JsonCursor required(String name) {
        object();
        if (!node.has(name)) {
            throw failure("field '" + name + "' is missing", SEE_SCHEMA);
        }
        return child(name);
    }

    Optional<JsonCursor> optional(String name) {
        return node.has(name) ? Optional.of(child(name)) : Optional.empty();
    }

    String text() {
        if (!node.isTextual()) {
            throw failure("expected a string", SEE_SCHEMA);
        }
        return node.textValue();
    }

    String nonEmptyText() {
        if (text().isEmpty()) {
            throw failure("expected a name", SEE_SCHEMA);
        }
        return node.textValue();
    }

    /** A plain JSON integer; JSON's floating notation for a whole number is refused as well. */
    long integer() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw failure("expected an integer", SEE_SCHEMA);
        }
        return node.longValue();
    }

    JsonCursor object() {
        if (!node.isObject()) {
            throw failure("expected an object", SEE_SCHEMA);
        }
        return this;
    }

    JsonCursor array() {
        if (!node.isArray()) {
            throw failure("expected an array", SEE_SCHEMA);
        }
        return this;
    }

    TraceFormatException failure(String rule, String remedy) {
        return new TraceFormatException(file, place(), rule, node.toString(), remedy);
    }

    private String place() {
        String pointer = pointer();
        return pointer.isEmpty() || !where.startsWith("line") ? where + pointer : where + ", " + pointer;
    }

    private String pointer() {
        return parent == null
                ? ""
                : parent.pointer() + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
