package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFilesTest {
    @TempDir
    Path folder;

    @Test
    void reads_either_format_by_name_or_by_content() throws IOException {
        for (String name : new String[] {"a.itf.json", "a.ndjson"}) {
            Path file = folder.resolve(name);
            TraceFiles.write(file, AnyTrace.example());
            assertEquals(AnyTrace.example(), TraceFiles.read(file));
            assertEquals(AnyTrace.example(), TraceFiles.read(Files.copy(file, folder.resolve(name + ".txt"))));
        }
    }

    @Test
    void streams_either_format() {
        for (String name : new String[] {"a.itf.json", "a.ndjson"}) {
            Path file = folder.resolve(name);
            TraceFiles.write(file, AnyTrace.example());
            try (EventStream stream = TraceFiles.stream(file)) {
                assertEquals(AnyTrace.example().header(), stream.header());
                assertEquals(AnyTrace.example().initial(), stream.initial());
                assertEquals(AnyTrace.example().events(), ImmutableList.copyOf(stream));
            }
        }
    }

    @Test
    void replaces_a_file_and_leaves_nothing_beside_it() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "old");
        TraceFiles.write(file, AnyTrace.example());
        assertTrue(Files.readString(file).startsWith("{\"tag\":\"header\",\"schema\":1,\"spec\":\"GupFast\""));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void keeps_the_old_file_when_the_new_one_is_not_completed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "old");
        try (PendingFile pending = new PendingFile(file);
                OutputStream out = pending.stream()) {
            out.write("new".getBytes(UTF_8));
        }
        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void rejects_a_name_that_says_no_format() {
        assertEquals(
                "a trace file's name ends in .itf.json or .ndjson, found a.json",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TraceFiles.write(Path.of("a.json"), AnyTrace.example()))
                        .getMessage());
    }

    @Test
    void a_writer_closed_without_finish_leaves_a_truncated_trace() throws IOException {
        Path file = folder.resolve("a.ndjson");
        Trace trace = AnyTrace.example();
        try (NdjsonWriter writer = new NdjsonWriter(Files.newOutputStream(file), trace.header(), trace.initial())) {
            writer.write(trace.events().get(0));
        }
        String message = assertThrows(TraceFormatException.class, () -> TraceFiles.read(file))
                .getMessage();
        assertTrue(message.contains("line 2: the file is truncated"), message);
    }

    @Test
    void refuses_to_write_what_no_reader_would_read() {
        Value deep = Value.of(1);
        for (int i = 0; i < 70; i++) {
            deep = Value.tuple(ImmutableList.of(deep));
        }
        Value value = deep;
        Trace trace = AnyTrace.example();
        TraceHeader header = TraceHeader.of("GupFast", ImmutableMap.of("Deep", value));
        String rest = "values are nested at most 64 levels deep. Record a flatter state.";
        assertEquals("the trace being written, line 1: " + rest, refusal("a.ndjson", trace.withHeader(header)));
        assertEquals("the trace being written: " + rest, refusal("a.itf.json", trace.withHeader(header)));
    }

    private String refusal(String name, Trace trace) {
        return assertThrows(TraceFormatException.class, () -> TraceFiles.write(folder.resolve(name), trace))
                .getMessage();
    }
}
