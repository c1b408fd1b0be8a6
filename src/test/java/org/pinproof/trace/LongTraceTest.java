package org.pinproof.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTraceTest {
    private static final int EVENTS = 50_000;

    @TempDir
    Path folder;

    @Test
    void a_long_trace_streams_in_and_out_without_being_held() throws IOException {
        Path file = folder.resolve("long.ndjson");
        Trace example = AnyTrace.example();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                NdjsonWriter writer = new NdjsonWriter(out, example.header(), example.initial())) {
            for (int seq = 1; seq <= EVENTS; seq++) {
                writer.write(
                        AnyTrace.event("t1", "FastGrab", seq, "FastRecheck").withSeq(seq));
            }
            writer.finish();
        }
        long last = 0;
        try (EventStream events = TraceFiles.stream(file)) {
            while (events.hasNext()) {
                last = events.next().seq();
            }
        }
        assertEquals(EVENTS, last);
    }
}
