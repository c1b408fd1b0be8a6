package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads event lines that are as {@link NdjsonWriter} writes them, without building a tree of each: most values of a long trace
 * stand in it many times, and one that was read strictly before is known by its text.
 *
 * <p>Has no errors of its own. Whatever it does not recognize it leaves to the strict reading, which either accepts the line or
 * says what is wrong with it; so what this accepts has to be what that accepts, with the same result.
 */
final class EventLine {
    /** Bounds of what is remembered, so that memory use has one; a protocol state has a few hundred characters. */
    private static final int MOST_REMEMBERED = 1 << 12;

    private static final int LONGEST_REMEMBERED = 1 << 12;

    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, ImmutableSortedMap<String, Value>> objects = new HashMap<>();

    /** The fields of one line; null where it has none. */
    private static final class Fields {
        String tag;
        long seq;
        String thread;
        String event;
        ImmutableSortedMap<String, Value> args;
        ImmutableSortedMap<String, Value> post;
        String source;

        boolean areComplete() {
            return "trace".equals(tag) && seq > 0 && thread != null && event != null && args != null && post != null;
        }
    }

    /** {@return the event of this number on this line, or nothing if the line has to be read strictly} */
    Optional<Event> read(CharBuffer line, long number) {
        try (JsonParser parser = StrictJson.TOKENS.createParser(line.array(), 0, line.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Fields fields = new Fields();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (!read(name, parser, line, fields)) {
                    return Optional.empty();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? event(fields, number)
                    : Optional.empty();
        } catch (IOException | TraceFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Event> event(Fields fields, long number) {
        if (!fields.areComplete()
                || fields.seq != number
                || fields.thread.isEmpty()
                || fields.event.isEmpty()
                || !Event.taskAgrees(fields.thread, fields.args)) {
            return Optional.empty();
        }
        return Optional.of(new Event(
                number, fields.thread, fields.event, fields.args, fields.post, Optional.ofNullable(fields.source)));
    }

    /** A field that stands twice, or is not of its type, is not recognized. */
    private boolean read(String name, JsonParser parser, CharBuffer line, Fields fields) throws IOException {
        switch (name) {
            case "tag":
                return fields.tag == null && (fields.tag = text(parser)) != null;
            case "seq":
                return fields.seq == 0 && (fields.seq = number(parser)) > 0;
            case "thread":
                return fields.thread == null && (fields.thread = text(parser)) != null;
            case "event":
                return fields.event == null && (fields.event = text(parser)) != null;
            case "args":
                return fields.args == null && (fields.args = object(parser, line)) != null;
            case "post":
                return fields.post == null && (fields.post = object(parser, line)) != null;
            case "source":
                return fields.source == null && (fields.source = text(parser)) != null;
            default:
                return false;
        }
    }

    private static String text(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static long number(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? parser.getLongValue()
                : 0;
    }

    /** An object of names and values, at whose start the parser is; null if it is none. */
    private ImmutableSortedMap<String, Value> object(JsonParser parser, CharBuffer line) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        String text = passedOver(parser, line);
        ImmutableSortedMap<String, Value> known = objects.get(text);
        if (known == null) {
            known = object(CharBuffer.wrap(text.toCharArray()));
            remember(objects, text, known);
        }
        return known;
    }

    private ImmutableSortedMap<String, Value> object(CharBuffer text) throws IOException {
        try (JsonParser parser = StrictJson.TOKENS.createParser(text.array())) {
            parser.nextToken();
            Map<String, Value> fields = new TreeMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (!Names.allowed(name) || fields.put(name, value(parser, text)) != null) {
                    return null;
                }
            }
            return ImmutableSortedMap.copyOf(fields);
        }
    }

    private Value value(JsonParser parser, CharBuffer within) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            return strictly(StrictJson.MAPPER.readTree(parser));
        }
        String text = passedOver(parser, within);
        Value known = values.get(text);
        if (known == null) {
            known = strictly(StrictJson.MAPPER.readTree(text));
            remember(values, text, known);
        }
        return known;
    }

    /**
     * Passes over the array or object that the parser has just entered, and returns its text.
     *
     * @param all what the parser reads, from its start
     */
    private static String passedOver(JsonParser parser, CharBuffer all) throws IOException {
        // Not from the token's own location, which is one too far where Jackson looked ahead to the token.
        int start = (int) parser.currentLocation().getCharOffset() - 1;
        parser.skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        return new String(all.array(), start, end - start);
    }

    private static Value strictly(JsonNode node) {
        return ValueReader.read(JsonCursor.part("", "", node));
    }

    private static <T> void remember(Map<String, T> known, String text, T meaning) {
        if (meaning != null && text.length() <= LONGEST_REMEMBERED) {
            if (known.size() == MOST_REMEMBERED) {
                known.clear();
            }
            known.put(text, meaning);
        }
    }
}
