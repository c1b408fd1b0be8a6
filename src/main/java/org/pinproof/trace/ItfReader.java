package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Reads an ITF trace (Apalache ADR-015) whole. Variables are taken from the states' keys, never from {@code vars},
 * which tools fill in differently; keys that begin with {@code #} or {@code mbt::} are no variables.
 *
 * <p>A lasso ({@code loop}) is refused: a {@link Trace} is finite, and dropping the loop would change what is claimed.
 */
public final class ItfReader {
    static final String ACTION_TAKEN = "mbt::actionTaken";
    static final String NONDET_PICKS = "mbt::nondetPicks";
    static final String INITIAL_ACTION = "init";

    private final String file;
    private final ImmutableList.Builder<Event> events = ImmutableList.builder();
    private JsonCursor meta;
    private ImmutableSortedMap<String, Value> initial;
    private int states;

    private ItfReader(String file) {
        this.file = file;
    }

    /** {@return the trace in this file, of at most 64 MiB} */
    public static Trace read(Path path) {
        TraceFiles.checkSize(path, StrictJson.LARGEST_DOCUMENT);
        try (InputStream in = TraceFiles.open(path)) {
            return read(path.toString(), in);
        } catch (IOException e) {
            throw StrictJson.unreadable(path.toString(), 0, e);
        }
    }

    /** @param file the name to use in messages */
    public static Trace read(String file, InputStream in) {
        InputStreamReader text = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        ItfReader reader = new ItfReader(file);
        try (JsonParser parser = StrictJson.FACTORY.createParser(text)) {
            reader.placed(parser);
            reader.end(parser);
        } catch (IOException e) {
            throw StrictJson.unreadable(file, 0, e);
        }
        return reader.trace();
    }

    /** Exceeded limits are the one failure that Jackson reports without a place. */
    private void placed(JsonParser parser) throws IOException {
        try {
            document(parser);
        } catch (StreamConstraintsException e) {
            throw StrictJson.unreadable(file, parser.currentLocation().getLineNr(), e);
        }
    }

    private void document(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw StrictJson.empty(file);
        }
        if (first != JsonToken.START_OBJECT) {
            throw wrong("", "an ITF trace is one JSON object", parser.getText());
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "#meta" ->
                    meta = JsonCursor.part(file, "/#meta", tree(parser)).object();
                case "states" -> states(parser);
                case "vars", "params" -> tree(parser);
                case "loop" ->
                    throw wrong("/loop", "a trace is finite", "a lasso; without \"loop\" its prefix can be checked");
                default -> ignore(field, parser);
            }
        }
    }

    private void ignore(String field, JsonParser parser) throws IOException {
        JsonNode node = tree(parser);
        if (!field.startsWith("#")) {
            throw wrong("/" + field, "unknown field '" + field + "'", node.toString());
        }
    }

    private void states(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("/states", "expected an array", tree(parser).toString());
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            state(JsonCursor.part(file, "/states/" + states, tree(parser)));
            states++;
        }
    }

    private void state(JsonCursor state) {
        JsonCursor about = state.required("#meta");
        JsonCursor index = about.required("index");
        if (index.integer() != states) {
            throw index.failure(
                    "states are numbered from 0 without gaps, expected " + states,
                    "A state is missing, doubled or out of order; record the trace again.");
        }
        if (states == 0) {
            initial = variables(state);
            return;
        }
        Event event = EventReader.event(
                states,
                about.required("thread"),
                about.required("action"),
                about.required("params"),
                variables(state),
                about.optional("source"));
        checkAgreement(state, event);
        events.add(event);
    }

    private static ImmutableSortedMap<String, Value> variables(JsonCursor state) {
        ImmutableSortedMap.Builder<String, Value> variables = ImmutableSortedMap.naturalOrder();
        Iterator<String> names = state.node().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (Names.allowed(name)) {
                variables.put(name, ValueReader.read(state.child(name)));
            }
        }
        return variables.build();
    }

    /** What other tools read must be what we read. */
    private static void checkAgreement(JsonCursor state, Event event) {
        state.optional(ACTION_TAKEN).ifPresent(taken -> {
            if (!taken.text().equals(event.action())) {
                throw taken.failure(
                        "the action is '" + event.action() + "' in #meta and another one here",
                        "Make the two the same.");
            }
        });
        state.optional(NONDET_PICKS).ifPresent(picks -> {
            if (!picks(picks).equals(event.parameters())) {
                throw picks.failure(
                        "the picks are the action's parameters in #meta, " + event.parameters(),
                        "Make the two the same.");
            }
        });
    }

    /** Quint's options: {@code {"tag":"Some","value":v}}, or {@code None} for a pick not made in this step. */
    private static ImmutableSortedMap<String, Value> picks(JsonCursor at) {
        ImmutableSortedMap.Builder<String, Value> made = ImmutableSortedMap.naturalOrder();
        Iterator<String> names = at.object().node().fieldNames();
        while (names.hasNext()) {
            JsonCursor pick = at.child(names.next());
            if (!pick.required("tag").text().equals("None")) {
                made.put(pick.key(), ValueReader.read(pick.required("value")));
            }
        }
        return made.build();
    }

    /** Whatever is wrong after the document's end, it is that something is there at all. */
    private void end(JsonParser parser) throws IOException {
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonParseException e) {
            more = true;
        }
        if (more) {
            throw StrictJson.trailing(
                    file, "line " + parser.currentTokenLocation().getLineNr());
        }
    }

    private Trace trace() {
        if (meta == null || states == 0) {
            throw wrong("", meta == null ? "field '#meta' is missing" : "states[0], the initial state, is missing", "");
        }
        meta.optional("format").ifPresent(format -> {
            if (!format.text().equals("ITF")) {
                throw format.failure("the format is \"ITF\"", JsonCursor.SEE_SCHEMA);
            }
        });
        TraceHeader header = HeaderReader.read(meta);
        JsonCursor count = meta.required("events");
        if (count.integer() != states - 1) {
            throw count.failure(
                    "the file is truncated or was edited: it says " + count.integer() + " events and has "
                            + (states - 1),
                    "Record it again, or copy it whole.");
        }
        return new Trace(header, initial, events.build());
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        return StrictJson.MAPPER.readTree(parser);
    }

    private TraceFormatException wrong(String pointer, String rule, String found) {
        return new TraceFormatException(file, pointer, rule, found, JsonCursor.SEE_SCHEMA);
    }
}
