package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentedSchemaTest {
    @Test
    void the_examples_in_the_schema_are_one_trace_in_both_formats() throws IOException {
        Trace ndjson = new NdjsonReader("README", example("### NDJSON")).rest();
        Trace itf = ItfReader.read("README", example("### ITF"));
        assertEquals(1, ndjson.events().size());
        assertEquals(ndjson, itf);
    }

    /** The indented lines of one section. */
    private static InputStream example(String section) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("traces/README.md"));
        String text = lines.stream()
                .skip(lines.indexOf(section) + 1L)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("    "))
                .collect(Collectors.joining("\n"));
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
