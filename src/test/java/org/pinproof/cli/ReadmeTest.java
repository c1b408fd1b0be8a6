package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what comes out. */
class ReadmeTest {
    private static final String PROMPT = "$ java -jar target/pinproof.jar ";

    @Test
    void the_divergence_on_the_first_screen_is_printed_like_that() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        int from = lines.indexOf("```") + 1;
        List<String> block =
                lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```"));
        assertTrue(block.get(0).startsWith(PROMPT), block.get(0));
        String command = block.get(0).substring(PROMPT.length());
        Run run = Run.of(Splitter.on(' ').splitToList(command).toArray(String[]::new));
        assertEquals(1, run.exit());
        String shown = String.join("\n", block.subList(block.indexOf("…") + 1, block.size()));
        assertEquals(shown, run.out().substring(run.out().indexOf("DIVERGES")).stripTrailing());
    }
}
