package org.pinproof.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.UnmodifiableIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trace files of either format, told apart by name, or by content where the name says nothing. */
public final class TraceFiles {
    private static final String ITF = ".itf.json";
    private static final String NDJSON = ".ndjson";

    private TraceFiles() {}

    /** {@return the whole trace} */
    public static Trace read(Path path) {
        return isNdjson(path) ? NdjsonReader.readAll(path) : ItfReader.read(path);
    }

    /** {@return the trace event by event; only NDJSON is really read that way, ITF is read whole first} */
    public static EventStream stream(Path path) {
        return isNdjson(path) ? NdjsonReader.open(path) : stream(ItfReader.read(path));
    }

    /** {@return a trace in memory as a stream} */
    public static EventStream stream(Trace trace) {
        UnmodifiableIterator<Event> events = trace.events().iterator();
        return new EventStream() {
            @Override
            public TraceHeader header() {
                return trace.header();
            }

            @Override
            public ImmutableSortedMap<String, Value> initial() {
                return trace.initial();
            }

            @Override
            public boolean hasNext() {
                return events.hasNext();
            }

            @Override
            public Event next() {
                return events.next();
            }

            @Override
            public void close() {}
        };
    }

    /** Writes the trace in the format its name asks for; the file appears under its name when it is complete. */
    public static void write(Path path, Trace trace) {
        String name = path.getFileName().toString();
        if (!name.endsWith(ITF) && !name.endsWith(NDJSON)) {
            throw new IllegalArgumentException(
                    "a trace file's name ends in " + ITF + " or " + NDJSON + ", found " + path);
        }
        try (PendingFile file = new PendingFile(path)) {
            write(trace, name.endsWith(NDJSON), file.stream());
            file.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private static void write(Trace trace, boolean ndjson, OutputStream out) throws IOException {
        if (ndjson) {
            NdjsonWriter.writeAll(trace, out);
        } else {
            ItfWriter.write(trace, out);
        }
    }

    private static boolean isNdjson(Path path) {
        String name = path.toString();
        return name.endsWith(NDJSON) || !name.endsWith(ITF) && beginsWithTag(path);
    }

    /** NDJSON lines begin with their tag as we write them; anything else is left to the ITF reader to refuse. */
    private static boolean beginsWithTag(Path path) {
        try (InputStream in = open(path);
                JsonParser parser = StrictJson.FACTORY.createParser(in)) {
            parser.nextToken();
            return "tag".equals(parser.nextFieldName());
        } catch (IOException e) {
            return false;
        }
    }

    static InputStream open(Path path) {
        if (Files.isDirectory(path)) {
            throw StrictJson.directory(path.toString());
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw StrictJson.unreadable(path.toString(), 0, e);
        }
    }

    static void checkSize(Path path, long most) {
        if (Files.isRegularFile(path) && path.toFile().length() > most) {
            throw StrictJson.tooLarge(path.toString());
        }
    }

    static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            // The failure that led here is the one to report.
        }
    }
}
