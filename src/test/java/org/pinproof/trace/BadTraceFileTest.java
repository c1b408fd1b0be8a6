package org.pinproof.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both readers, and the files around them, refuse whatever the trace says. */
class BadTraceFileTest {
    private static final String NOT_JSON = "this is not JSON; found ";
    private static final String DEEP = "[".repeat(100) + "]".repeat(100);

    @TempDir
    Path folder;

    @Test
    void rejects_a_file_that_is_not_there() {
        assertEquals(
                "a.ndjson: there is no such file. Check the path; `pinproof traces` lists the known ones.",
                refusal(folder.resolve("a.ndjson")));
    }

    @Test
    void rejects_a_directory() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("accepted"));
        assertEquals("accepted: this is a directory, not a trace file. Name the files in it.", refusal(directory));
    }

    @Test
    void rejects_an_empty_file() throws IOException {
        String rest = ": the file is empty; a trace has at least a header. Record it again, or copy it whole.";
        assertEquals("a.ndjson" + rest, refusal("a.ndjson", ""));
        assertEquals("a.itf.json" + rest, refusal("a.itf.json", ""));
        assertEquals("a.txt" + rest, refusal("a.txt", ""));
    }

    @Test
    void rejects_text_that_is_not_json() throws IOException {
        String rest = NOT_JSON
                + "Unrecognized token 'pin'."
                + " Traces are .itf.json or .ndjson files. The schema is in traces/README.md.";
        assertEquals("a.ndjson, line 1, column 4: " + rest, refusal("a.ndjson", "pin page"));
        assertEquals("a.itf.json, line 1, column 4: " + rest, refusal("a.itf.json", "pin page"));
        assertEquals("a.txt, line 1, column 4: " + rest, refusal("a.txt", "pin page"));
    }

    @Test
    void rejects_bytes_that_are_not_utf8() throws IOException {
        byte[] gzip = {0x1f, (byte) 0x8b, 0x08, 0x00};
        String rest = "the file is not UTF-8 text. A compressed or binary file has to be converted first.";
        assertEquals("a.ndjson, line 1: " + rest, refusal("a.ndjson", gzip));
        assertEquals("a.itf.json: " + rest, refusal("a.itf.json", gzip));
    }

    @Test
    void rejects_deep_nesting() throws IOException {
        String rest = "values are nested at most 64 levels deep. Record a flatter state.";
        assertEquals("a.ndjson, line 1: " + rest, refusal("a.ndjson", "{\"tag\":\"header\",\"init\":" + DEEP + "}"));
        assertEquals("a.itf.json, line 1: " + rest, refusal("a.itf.json", "{\"#meta\":" + DEEP + "}"));
    }

    @Test
    void rejects_a_key_that_stands_twice() throws IOException {
        String rest = "a key stands twice in one object; found Duplicate field 'tag'. Remove one of the two.";
        assertEquals(
                "a.ndjson, line 1, column 22: " + rest, refusal("a.ndjson", "{\"tag\":\"header\",\"tag\":\"end\"}"));
        assertEquals(
                "a.itf.json, line 1, column 24: " + rest, refusal("a.itf.json", "{\"#meta\":{\"tag\":1,\"tag\" :2}}"));
    }

    @Test
    void rejects_a_document_over_the_limit_without_reading_it() throws IOException {
        Path file = folder.resolve("a.itf.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }
        assertEquals(
                "a.itf.json: a trace that is read whole has at most 64 MiB."
                        + " Write it as .ndjson, which is read line by line.",
                refusal(file));
    }

    @Test
    void rejects_a_line_over_the_limit() throws IOException {
        assertEquals(
                "a.ndjson, line 2: a line has at most 1 MiB."
                        + " One event stands on one line; record fewer variables with each.",
                refusal("a.ndjson", HEADER + "\n{\"tag\":\"" + "x".repeat(1 << 20) + "\"}\n"));
    }

    private static final String HEADER =
            "{\"tag\":\"header\",\"schema\":1,\"spec\":\"GupFast\",\"constants\":{},\"init\":{}}";

    private String refusal(String name, String content) throws IOException {
        return refusal(name, content.getBytes(UTF_8));
    }

    private String refusal(String name, byte[] content) throws IOException {
        return refusal(Files.write(folder.resolve(name), content));
    }

    private String refusal(Path file) {
        return assertThrows(TraceFormatException.class, () -> TraceFiles.read(file))
                .getMessage()
                .replace(folder + "/", "");
    }
}
