package org.pinproof.tlc.embedded;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes events as JSON objects, one a line, each flushed. */
final class EventWriter {
    private final JsonFactory json = new JsonFactory();
    private final OutputStream stream;

    EventWriter(OutputStream stream) {
        this.stream = stream;
    }

    /** The fields of one event. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    /** No lock is held while the fields are made: they may ask TLC, which may be in the middle of an event itself. */
    void event(String name, Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            try (JsonGenerator out = json.createGenerator(line, JsonEncoding.UTF8)) {
                out.writeStartObject();
                out.writeStringField("event", name);
                fields.write(out);
                out.writeEndObject();
            }
            line.write('\n');
            send(line.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void send(byte[] line) throws IOException {
        stream.write(line);
        stream.flush();
    }
}
