package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README shows is what comes out. */
class ReadmeTest {
    private static final String PROMPT = "$ java -jar target/pinproof.jar ";
    private static final String OMITTED = "…";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    @ParameterizedTest
    @CsvSource({
        "explore writeback --policy NONE, 1",
        "explore writeback --policy BOUNCE, 0",
        "explore pin-vs-clean~A05-undo-put-after-pin, 1"
    })
    void the_end_of_what_is_printed_is_what_is_shown(String command, int exit) throws IOException {
        List<String> lines = readme();
        int from = lines.indexOf(PROMPT + command);
        assertTrue(from > 0, command);
        List<String> block =
                lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```"));
        assertEquals(OMITTED, block.get(1));
        String shown = String.join("\n", block.subList(2, block.size()));
        Run run = Run.of(Splitter.on(' ').splitToList(command).toArray(String[]::new));
        assertEquals(exit, run.exit(), run.err());
        int begin = Math.max(0, run.out().indexOf(block.get(2) + "\n"));
        assertEquals(shown, run.out().substring(begin).stripTrailing());
    }

    @Test
    void every_command_shown_is_held_to_its_output() throws IOException {
        assertEquals(
                3, readme().stream().filter(line -> line.startsWith(PROMPT)).count());
    }

    @Test
    void the_loss_of_data_comes_first_and_fits_a_screen() throws IOException {
        List<String> lines = readme();
        int first = lines.indexOf("```") + 1;
        assertEquals(PROMPT + "explore writeback --policy NONE", lines.get(first));
        int header = IntStream.range(first, lines.size())
                .filter(line -> lines.get(line).startsWith("  #"))
                .findFirst()
                .orElseThrow();
        int end = header + lines.subList(header, lines.size()).indexOf("");
        assertTrue(lines.subList(header, end).stream().allMatch(line -> line.length() <= 120));
    }

    @Test
    void the_classes_that_the_kernels_functions_are_found_in_are_there() throws IOException {
        List<String> lines = readme();
        int from = lines.indexOf("## Where the functions of `mm/gup.c` are");
        int end = lines.indexOf("## The verbs");
        List<String> classes = lines.subList(from, end).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Splitter.on(" | ").splitToList(line).get(1))
                .flatMap(cell -> CODE.matcher(cell).results())
                .map(match -> match.group(1))
                .filter(name -> Character.isUpperCase(name.charAt(0)))
                .toList();
        assertTrue(classes.size() > 20, classes::toString);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/pinproof/kernel"))) {
            Set<String> there = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            assertEquals(
                    List.of(),
                    classes.stream()
                            .filter(name -> !there.contains(name + ".java"))
                            .toList());
        }
    }
}
