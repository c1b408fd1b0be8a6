package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableSortedMap;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a trace line by line. {@link #finish} writes the end line; a writer that is closed without it leaves a file
 * that every reader refuses as truncated, which is what an aborted recording should be.
 */
public final class NdjsonWriter implements Closeable {
    /** Stands for the file in messages: the writer knows a stream only. */
    static final String UNWRITTEN = "the trace being written";

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private long written;
    private long lineNumber;

    /**
     * Writes the header.
     *
     * @param out closed with this writer
     */
    public NdjsonWriter(OutputStream out, TraceHeader header, ImmutableSortedMap<String, Value> initial)
            throws IOException {
        this.out = out;
        writeLine(json -> {
            json.writeStringField("tag", "header");
            HeaderWriter.write(json, header);
            json.writeFieldName("init");
            ValueWriter.writeNamed(json, initial);
        });
    }

    /** Writes the whole trace and leaves the stream open. */
    public static void writeAll(Trace trace, OutputStream out) throws IOException {
        @SuppressWarnings("resource")
        NdjsonWriter writer = new NdjsonWriter(out, trace.header(), trace.initial());
        for (Event event : trace.events()) {
            writer.write(event);
        }
        writer.finish();
    }

    /** Writes the next event, whose number must follow the last one's. */
    public void write(Event event) throws IOException {
        if (event.seq() != written + 1) {
            throw new IllegalArgumentException(
                    "events are numbered from 1 without gaps, expected " + (written + 1) + ", found " + event.seq());
        }
        writeLine(json -> {
            json.writeStringField("tag", "trace");
            json.writeNumberField("seq", event.seq());
            json.writeStringField("thread", event.task());
            json.writeStringField("event", event.action());
            json.writeFieldName("args");
            ValueWriter.writeNamed(json, event.parameters());
            json.writeFieldName("post");
            ValueWriter.writeNamed(json, event.post());
            HeaderWriter.text(json, "source", event.source());
        });
        written++;
    }

    /** Writes the end line and flushes. */
    public void finish() throws IOException {
        writeLine(json -> {
            json.writeStringField("tag", "end");
            json.writeNumberField("events", written);
        });
        out.flush();
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Puts the line together first, so that nothing is written of a line that cannot be. */
    private void writeLine(Fields fields) throws IOException {
        line.reset();
        lineNumber++;
        try (JsonGenerator json = StrictJson.FACTORY.createGenerator(line)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (JsonProcessingException e) {
            throw StrictJson.unreadable(UNWRITTEN, lineNumber, e);
        }
        if (line.size() > BoundedLines.LONGEST) {
            throw BoundedLines.tooLong(UNWRITTEN, lineNumber);
        }
        line.write('\n');
        line.writeTo(out);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
