package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads a trace line by line: a header, events, an end line. Memory use does not depend on the number of events, and
 * time is linear in it.
 */
public final class NdjsonReader implements EventStream {
    /** Events that {@link #readAll} holds in memory; streaming has no limit. */
    public static final int MOST_HELD = 1_000_000;

    private static final ImmutableSet<String> HEADER_FIELDS = ImmutableSet.of(
            "tag",
            "schema",
            "spec",
            "constants",
            "seed",
            "description",
            "scenario",
            "schedule",
            "verdict",
            "kind",
            "step",
            "property",
            "init");
    private static final ImmutableSet<String> EVENT_FIELDS =
            ImmutableSet.of("tag", "seq", "thread", "event", "args", "post", "source");
    private static final ImmutableSet<String> END_FIELDS = ImmutableSet.of("tag", "events");

    private final String file;
    private final BoundedLines lines;
    private final EventLine usualLines = new EventLine();
    private final TraceHeader header;
    private final ImmutableSortedMap<String, Value> initial;
    private Event ahead;
    private long read;
    private boolean ended;

    /**
     * Reads the header.
     *
     * @param file the name to use in messages
     * @param in closed with this reader
     */
    public NdjsonReader(String file, InputStream in) {
        this.file = file;
        this.lines = new BoundedLines(file, in);
        JsonCursor first = nextLine();
        if (first == null) {
            throw StrictJson.empty(file);
        }
        JsonCursor tag = first.required("tag");
        if (!tag.text().equals("header")) {
            throw tag.failure("the first line is the header", JsonCursor.SEE_SCHEMA);
        }
        checkFields(first, HEADER_FIELDS);
        this.header = HeaderReader.read(first);
        this.initial = ValueReader.named(first.required("init"));
    }

    /** Opens a file and reads its header. */
    public static NdjsonReader open(Path path) {
        InputStream in = TraceFiles.open(path);
        try {
            return new NdjsonReader(path.toString(), in);
        } catch (TraceFormatException e) {
            TraceFiles.closeQuietly(in);
            throw e;
        }
    }

    /** {@return the whole trace, of at most {@link #MOST_HELD} events} */
    public static Trace readAll(Path path) {
        try (NdjsonReader reader = open(path)) {
            return reader.rest();
        }
    }

    Trace rest() {
        ImmutableList.Builder<Event> events = ImmutableList.builder();
        while (hasNext()) {
            if (read > MOST_HELD) {
                throw new TraceFormatException(
                        file,
                        "line " + lines.number(),
                        "at most " + MOST_HELD + " events are held in memory at once",
                        "",
                        "Check the trace with `pinproof conform`, which reads it event by event.");
            }
            events.add(next());
        }
        return new Trace(header, initial, events.build());
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public ImmutableSortedMap<String, Value> initial() {
        return initial;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            advance();
        }
        return ahead != null;
    }

    @Override
    public Event next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Event event = ahead;
        ahead = null;
        return event;
    }

    private void advance() {
        CharBuffer text = nextText();
        Optional<Event> usual = text == null ? Optional.empty() : usualLines.read(text, read + 1);
        if (usual.isPresent()) {
            read++;
            ahead = usual.get();
        } else {
            advanceStrictly(text == null ? null : strictly(text));
        }
    }

    private void advanceStrictly(JsonCursor line) {
        if (line == null) {
            throw new TraceFormatException(
                    file,
                    "line " + lines.number(),
                    "the file is truncated: the last line is not the end line {\"tag\":\"end\",\"events\":N}",
                    "",
                    "Record it again, or copy it whole.");
        }
        JsonCursor tag = line.required("tag");
        switch (tag.text()) {
            case "trace" -> ahead = event(line);
            case "end" -> finish(line);
            case "header" -> throw tag.failure("only the first line is a header", "Keep one trace per file.");
            default -> throw tag.failure("unknown tag", "Known are header, trace and end.");
        }
    }

    private Event event(JsonCursor line) {
        checkFields(line, EVENT_FIELDS);
        JsonCursor seq = line.required("seq");
        if (seq.integer() != read + 1) {
            throw seq.failure(
                    "events are numbered from 1 without gaps, expected " + (read + 1),
                    "An event is missing, doubled or out of order; record the trace again.");
        }
        read++;
        return EventReader.event(
                read,
                line.required("thread"),
                line.required("event"),
                line.required("args"),
                ValueReader.named(line.required("post")),
                line.optional("source"));
    }

    private void finish(JsonCursor line) {
        checkFields(line, END_FIELDS);
        JsonCursor events = line.required("events");
        if (events.integer() != read) {
            throw events.failure(
                    "the end line counts " + events.integer() + " events, the file has " + read,
                    "Lines were lost or added; record the trace again.");
        }
        if (nextLine() != null) {
            throw StrictJson.trailing(file, "line " + lines.number());
        }
        ended = true;
    }

    private JsonCursor nextLine() {
        CharBuffer text = nextText();
        return text == null ? null : strictly(text);
    }

    private CharBuffer nextText() {
        try {
            return lines.next();
        } catch (IOException e) {
            throw StrictJson.unreadable(file, Math.max(lines.number(), 1), e);
        }
    }

    private JsonCursor strictly(CharBuffer line) {
        try {
            return JsonCursor.line(file, lines.number(), parse(line)).object();
        } catch (IOException e) {
            throw StrictJson.unreadable(file, Math.max(lines.number(), 1), e);
        }
    }

    private JsonNode parse(CharBuffer line) throws IOException {
        try (JsonParser parser = StrictJson.FACTORY.createParser(line.array(), line.arrayOffset(), line.length())) {
            if (parser.nextToken() == null) {
                throw new TraceFormatException(
                        file, "line " + lines.number(), "a line is empty", "", "Each line is one JSON object.");
            }
            JsonNode node = StrictJson.MAPPER.readTree(parser);
            if (parser.nextToken() != null) {
                throw StrictJson.trailing(file, "line " + lines.number());
            }
            return node;
        }
    }

    private static void checkFields(JsonCursor line, ImmutableSet<String> known) {
        Iterator<String> names = line.node().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name) && !name.startsWith("#")) {
                throw line.child(name).failure("unknown field '" + name + "'", JsonCursor.SEE_SCHEMA);
            }
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
