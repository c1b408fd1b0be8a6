package org.pinproof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CaseFormat;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules that a compiler does not know, over every file of ours. */
class TidyTest {
    private static final int MOST_LINES = 300;

    /** A list that is looked up, not read: two lines for each entry, and one place to look. */
    private static final ImmutableSet<String> CATALOGUES = ImmutableSet.of("KernelStep.java");

    private static final Path MAIN = Path.of("src/main/java");

    /** Names that say nothing, and one word that already means four things here. */
    private static final ImmutableSet<String> BANNED_IN_NAMES =
            ImmutableSet.of("util", "utils", "common", "commons", "manager", "helper", "helpers", "misc", "infra");

    private static final String BANNED_ALONE = "model";

    /** Put together, so that this file is none of the faults it looks for. */
    private static final Pattern LEFT_OVER = Pattern.compile("\\bTO" + "DO\\b|\\bFIX" + "ME\\b|\\bXX" + "X\\b");

    private static final Pattern PRIVATE_PATH = Pattern.compile("(?<![\\w.$}])/(?:wor" + "k|home|root|Users)/\\w");

    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*(.*?)(\\.(?=\\s)|\\*/)", Pattern.DOTALL);

    private static List<Path> files(String... suffixes) {
        List<Path> found = new ArrayList<>();
        for (String root : List.of("src", "spec", "traces", ".ci")) {
            try (Stream<Path> files = Files.exists(Path.of(root)) ? Files.walk(Path.of(root)) : Stream.empty()) {
                files.filter(Files::isRegularFile)
                        .filter(file -> Stream.of(suffixes).anyMatch(file.toString()::endsWith))
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> java() {
        return files(".java");
    }

    private static List<String> faults(List<Path> files, Pattern fault) {
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : Splitter.on('\n').split(text(file))) {
                number++;
                if (fault.matcher(line).find()) {
                    faults.add(file + ":" + number + ": " + line.strip());
                }
            }
        }
        return faults;
    }

    @Test
    void there_is_something_to_look_at() {
        assertTrue(java().size() > 100, "run from the repository root");
    }

    @Test
    void no_file_is_longer_than_a_reader_is_patient() {
        List<String> tooLong = java().stream()
                .filter(file -> !CATALOGUES.contains(file.getFileName().toString()))
                .filter(file -> text(file).lines().count() > MOST_LINES)
                .map(file -> file + " has " + text(file).lines().count() + " lines")
                .toList();
        assertEquals(List.of(), tooLong);
    }

    @Test
    void names_say_something() {
        List<String> empty = new ArrayList<>();
        for (Path file : java()) {
            String name = file.getFileName().toString().replace(".java", "");
            List<String> words = new ArrayList<>(
                    Splitter.on('_').splitToList(CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, name)));
            file.getParent().forEach(part -> words.add(part.toString()));
            if (words.stream().anyMatch(BANNED_IN_NAMES::contains)
                    || name.toLowerCase(Locale.ROOT).equals(BANNED_ALONE)
                    || file.getParent().endsWith(BANNED_ALONE)) {
                empty.add(file.toString());
            }
        }
        assertEquals(List.of(), empty);
    }

    @Test
    void every_package_says_what_it_is_for_in_one_sentence() {
        for (Path file : java()) {
            if (!file.startsWith(MAIN)) {
                continue;
            }
            Path info = file.resolveSibling("package-info.java");
            assertTrue(Files.exists(info), () -> info + " is missing: say there what the package is for");
            Matcher sentence = FIRST_SENTENCE.matcher(text(info));
            assertTrue(sentence.find(), () -> info + " has no Javadoc");
            assertEquals(".", sentence.group(2), () -> info + ": the first sentence does not end");
            assertFalse(sentence.group(1).isBlank(), () -> info + ": the first sentence is empty");
        }
    }

    @Test
    void no_tabs_and_no_trailing_spaces() {
        List<Path> all = files(".java", ".tla", ".cfg", ".md", ".json", ".xml", "run");
        assertEquals(List.of(), faults(all, Pattern.compile("\\t|[ \\r]$")));
    }

    @Test
    void nothing_is_left_for_later() {
        assertEquals(List.of(), faults(files(".java", ".tla", ".cfg", ".md"), LEFT_OVER));
    }

    @Test
    void no_path_of_somebodys_machine() {
        assertEquals(List.of(), faults(files(".java", ".tla", ".cfg", ".md", ".json", "run"), PRIVATE_PATH));
    }

    @Test
    void no_test_is_skipped() {
        Pattern skipped = Pattern.compile("@Disa" + "bled|@Ig" + "nore");
        assertEquals(List.of(), faults(java(), skipped));
    }
}
