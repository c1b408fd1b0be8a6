package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The header's fields in their fixed order, into an object that is already open. */
final class HeaderWriter {
    private HeaderWriter() {}

    static void write(JsonGenerator out, TraceHeader header) throws IOException {
        out.writeNumberField("schema", TraceHeader.SCHEMA);
        out.writeStringField("spec", header.spec());
        out.writeFieldName("constants");
        ValueWriter.writeNamed(out, header.constants());
        integer(out, "seed", header.seed());
        text(out, "description", header.description());
        text(out, "scenario", header.scenario());
        text(out, "schedule", header.schedule());
        if (header.outcome().isPresent()) {
            Outcome outcome = header.outcome().get();
            out.writeStringField("verdict", outcome.verdict());
            text(out, "kind", outcome.kind());
            integer(out, "step", outcome.step());
            text(out, "property", outcome.property());
        }
    }

    static void text(JsonGenerator out, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(name, text.get());
        }
    }

    private static void integer(JsonGenerator out, String name, OptionalLong integer) throws IOException {
        if (integer.isPresent()) {
            out.writeFieldName(name);
            ValueWriter.writeInteger(out, integer.getAsLong());
        }
    }
}
