package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Breaks the line after each top field and each state, so that two traces can be compared with {@code diff}. */
final class StatePerLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    private int depth;

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        depth++;
        super.writeStartObject(json);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        depth--;
        super.writeEndObject(json, entries);
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        depth++;
        super.writeStartArray(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        depth--;
        super.writeEndArray(json, values);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        super.writeObjectEntrySeparator(json);
        if (depth == 1) {
            json.writeRaw('\n');
        }
    }

    /** At depth 2 stand the states, but the variables' names too, which may share a line. */
    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        super.writeArrayValueSeparator(json);
        if (depth == 2 && "states".equals(statesOrVars(json))) {
            json.writeRaw('\n');
        }
    }

    private static String statesOrVars(JsonGenerator json) {
        return json.getOutputContext().getParent().getCurrentName();
    }
}
