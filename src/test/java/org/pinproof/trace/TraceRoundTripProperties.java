package org.pinproof.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TraceRoundTripProperties {
    @Provide
    Arbitrary<Trace> traces() {
        return AnyTrace.traces();
    }

    @Property(tries = 300)
    void what_is_written_as_itf_is_read_back(@ForAll("traces") Trace trace) throws IOException {
        byte[] bytes = itf(trace);
        Trace read = ItfReader.read("memory", new ByteArrayInputStream(bytes));
        assertEquals(trace, read);
        assertEquals(constantNames(trace), constantNames(read));
        assertArrayEquals(bytes, itf(read));
    }

    @Property(tries = 300)
    void what_is_written_as_ndjson_is_read_back(@ForAll("traces") Trace trace) throws IOException {
        byte[] bytes = ndjson(trace);
        Trace read = new NdjsonReader("memory", new ByteArrayInputStream(bytes)).rest();
        assertEquals(trace, read);
        assertEquals(constantNames(trace), constantNames(read));
        assertArrayEquals(bytes, ndjson(read));
    }

    @Property(tries = 100)
    void no_truncated_ndjson_is_accepted(@ForAll("traces") Trace trace, @ForAll int cut) throws IOException {
        byte[] bytes = ndjson(trace);
        byte[] shorter = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length - 1));
        assertThrows(
                TraceFormatException.class, () -> new NdjsonReader("memory", new ByteArrayInputStream(shorter)).rest());
    }

    private static List<String> constantNames(Trace trace) {
        return new ArrayList<>(trace.header().constants().keySet());
    }

    static byte[] itf(Trace trace) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ItfWriter.write(trace, out);
        return out.toByteArray();
    }

    static byte[] ndjson(Trace trace) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NdjsonWriter.writeAll(trace, out);
        return out.toByteArray();
    }
}
