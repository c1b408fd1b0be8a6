package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchVerbTest {
    @TempDir
    private Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PIN_SLOWLY | unknown command \"PIN_SLOWLY\"; there are GUP_FAST, GUP, GUP_LONGTERM, PIN_FAST, PIN, PIN_LONGTERM",
                "--pages=0 | the mapping must have at least 1 page; found 0",
                "--size=5000 | --size must be a multiple of 4096 above 0, and at most 2147483648; found 5000",
                "--size=-4096 | --size must be a multiple of 4096 above 0",
                "--size=8192 --pages=2 | --size and --pages say the same thing; give one of them",
                "--pages=4 --per-call=5 | a call asks for at least 1 page and at most the mapping's 4; found 5",
                "--threads=0 | there must be at least 1 thread; found 0",
                "--pages=600000 | all threads together can have 524288 pages; found 600000 pages for each of 1",
                "--huge --pages=100 | what is mapped by huge entries is a multiple of 512 pages; found 100",
                "--iterations=0 | there must be at least 1 iteration; found 0",
                "--time=0 | an iteration must take at least 1 ms; found 0",
                "--out=no/such/folder/f.json | --out needs a folder that exists; there is no"
            })
    void options_that_cannot_be_are_refused_before_anything_is_measured(String options, String message) {
        String[] command = ("bench " + options).split(" ");
        Run run = Run.of(command);
        assertEquals(2, run.exit());
        assertTrue(run.err().contains(message), run.err());
        assertEquals("", run.out());
    }

    @Test
    void a_quick_run_measures_in_a_jvm_of_its_own_and_writes_what_it_prints() throws IOException {
        Path out = folder.resolve("bench.json");
        Run run = Run.of("bench", "PIN_FAST", "--pages", "512", "--quick", "--json", "--out", out.toString());
        assertEquals(0, run.exit(), run.err());
        assertEquals(run.out(), Files.readString(out));
        assertEquals(List.of("bench.json"), files());
        JsonNode result = new ObjectMapper().readTree(run.out()).get("result");
        assertEquals(1, result.get("measured").size());
        assertTrue(result.get("measured").get(0).get("getPerPage").asDouble() > 0);
        assertTrue(result.get("warnings").get(0).asText().startsWith("--quick"));
    }

    @Test
    void an_interrupted_run_is_inconclusive() {
        Run run = Run.interruptedBy(() -> true, "bench", "PIN_FAST");
        assertEquals(3, run.exit());
        assertTrue(run.out().contains("interrupted: 0 of 1 were measured"), run.out());
    }

    @Test
    void a_file_that_cannot_be_written_leaves_nothing_half_written() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/inside")).getParent();
        String message = assertThrows(UncheckedIOException.class, () -> WholeFile.write(taken, "{}"))
                .getMessage();
        assertTrue(message.startsWith(taken + " could not be written: "), message);
        assertEquals(List.of("taken"), files());
    }
}
