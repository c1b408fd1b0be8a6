package org.pinproof.trace;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** The header's fields, which both formats name alike: ITF in its top {@code #meta}, NDJSON in its first line. */
final class HeaderReader {
    private HeaderReader() {}

    static TraceHeader read(JsonCursor at) {
        checkSchema(at.required("schema"));
        return new TraceHeader(
                at.required("spec").nonEmptyText(),
                constants(at.required("constants")),
                integer(at.optional("seed")),
                text(at.optional("description")),
                text(at.optional("scenario")),
                text(at.optional("schedule")),
                at.optional("verdict").map(verdict -> outcome(at, verdict)));
    }

    private static void checkSchema(JsonCursor schema) {
        if (schema.integer() != TraceHeader.SCHEMA) {
            throw schema.failure(
                    "this build reads trace schema " + TraceHeader.SCHEMA,
                    "Record the trace again, or read it with the Pinproof that wrote it.");
        }
    }

    private static ImmutableMap<String, Value> constants(JsonCursor at) {
        ImmutableMap.Builder<String, Value> constants = ImmutableMap.builder();
        Iterator<String> names = at.object().node().fieldNames();
        while (names.hasNext()) {
            JsonCursor constant = at.child(names.next());
            if (!Names.allowed(constant.key())) {
                throw constant.failure(Names.RULE, JsonCursor.SEE_SCHEMA);
            }
            constants.put(constant.key(), ValueReader.read(constant));
        }
        return constants.buildOrThrow();
    }

    private static Outcome outcome(JsonCursor at, JsonCursor verdict) {
        return new Outcome(
                verdict.nonEmptyText(),
                text(at.optional("kind")),
                integer(at.optional("step")),
                text(at.optional("property")));
    }

    private static Optional<String> text(Optional<JsonCursor> at) {
        return at.map(JsonCursor::text);
    }

    private static OptionalLong integer(Optional<JsonCursor> at) {
        return at.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ValueReader.integer(at.get()));
    }
}
