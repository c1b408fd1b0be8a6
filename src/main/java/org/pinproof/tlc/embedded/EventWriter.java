package org.pinproof.tlc.embedded;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes events as JSON objects, one a line, each flushed. */
final class EventWriter {
    private final JsonGenerator out;

    EventWriter(OutputStream stream) throws IOException {
        out = new JsonFactory().createGenerator(stream, JsonEncoding.UTF8);
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /** The fields of one event. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    synchronized void event(String name, Fields fields) {
        try {
            out.writeStartObject();
            out.writeStringField("event", name);
            fields.write(out);
            out.writeEndObject();
            out.writeRaw('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
