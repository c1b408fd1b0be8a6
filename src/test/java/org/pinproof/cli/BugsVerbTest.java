package org.pinproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pinproof.museum.Measured;
import org.pinproof.report.BugsMarkdown;

/** The verb bugs: the list, a story, and figures measured anew. */
class BugsVerbTest {
    @TempDir
    Path folder;

    private static void contains(String expected, String text) {
        assertTrue(text.contains(expected), () -> "expected \"" + expected + "\" in:\n" + text);
    }

    private Path specs() throws IOException {
        Path copy = folder.resolve("spec");
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(Path.of("spec"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void lists_every_bug_with_what_it_takes_to_find_it() throws IOException {
        Run run = Run.of("bugs");
        assertEquals(0, run.exit(), run.out());
        contains("A05-undo-put-after-pin", run.out());
        contains("posted, never released", run.out());
        contains("Not to be had here:", run.out());
        contains("bugs, each planted in a specification and in the code", run.out());
        JsonNode bugs =
                new ObjectMapper().readTree(Run.of("bugs", "--json").out()).at("/result/bugs");
        JsonNode undo = Stream.iterate(0, i -> i + 1)
                .limit(bugs.size())
                .map(bugs::get)
                .filter(bug -> bug.get("slug").asText().equals("A05-undo-put-after-pin"))
                .findFirst()
                .orElseThrow();
        assertEquals("UndoExact", undo.get("property").asText());
        assertEquals(2020, undo.get("year").asInt());
        assertEquals(245, undo.at("/figures/tlc/states").asInt());
        assertEquals(20, undo.at("/figures/code/random/found").asInt());
    }

    @Test
    void nobodys_bug_names_no_commit_as_its_own() throws IOException {
        JsonNode bugs =
                new ObjectMapper().readTree(Run.of("bugs", "--json").out()).at("/result/bugs");
        for (JsonNode bug : bugs) {
            if (bug.get("nature").asText().matches("mutation class|hypothesis")) {
                assertEquals("", bug.get("from").asText(), bug.get("slug").asText());
            }
        }
    }

    @Test
    void tells_the_story_of_one_with_the_lines_and_the_way() {
        Run run = Run.of("bugs", "A05");
        assertEquals(0, run.exit(), run.out());
        contains("A05-undo-put-after-pin: A failed pin is undone as if it had been a plain reference", run.out());
        contains("fixed by 3faa52c03f44", run.out());
        contains("In the kernel: Every exit after the grab undoes what the grab did", run.out());
        contains("spec/MutGupFastA05PutOne.cfg has UndoAmount <- PutOne, of MutGupFast.tla:", run.out());
        contains("  + PutOne(k, n) == 1", run.out());
        contains("class UndoPutAfterPin extends FastGup {", run.out());
        contains("VIOLATES: RefcountConservation", run.out());
        contains("FastUndo", run.out());
        contains("java -jar target/pinproof.jar check MutGupFastA05PutOne.cfg", run.out());
    }

    @Test
    void of_a_bug_that_has_several_forms_the_one_that_was_asked_for_is_shown() {
        Run run = Run.of("bugs", "A06-grab-on-tail");
        assertEquals(0, run.exit(), run.out());
        contains("What follows is another form of it, A06-grab-on-tail; the comment says whose it was.", run.out());
        contains("of MutCompound.tla:", run.out());
        contains("java -jar target/pinproof.jar check MutCompoundA06", run.out());
    }

    @Test
    void the_commands_that_reproduce_do() throws IOException {
        JsonNode commands = new ObjectMapper()
                .readTree(Run.of("bugs", "A19", "--json").out())
                .at("/result/reproduce");
        assertEquals(0, Run.of("check", commands.get(0).asText().split(" ")[1]).exit());
        String script = commands.get(1).asText().split("'")[1];
        assertEquals(1, Run.of("explore", script).exit());
        assertEquals(1, Run.of("explore", script, "--no-conform").exit());
    }

    @Test
    void an_unknown_bug_and_one_that_cannot_be_had_are_told_apart() {
        Run unknown = Run.of("bugs", "A99");
        assertEquals(2, unknown.exit());
        contains("no bug is called \"A99\"; there are ", unknown.err());
        Run outside = Run.of("bugs", "C02");
        assertEquals(2, outside.exit());
        contains("C02-fork-wrprotect-first is not to be found here: ", outside.err());
    }

    @Test
    void shows_what_each_property_is_there_for() throws IOException {
        Run run = Run.of("bugs", "--ledger");
        assertEquals(0, run.exit());
        contains("mutants that break nothing else", run.out());
        contains("NoFalseNegativeChecked", run.out());
        JsonNode sections = new ObjectMapper()
                .readTree(Run.of("bugs", "--ledger", "--json").out())
                .at("/result/sections");
        assertTrue(sections.size() >= 5);
    }

    @Test
    void questions_do_not_mix() {
        Run run = Run.of("bugs", "--measure", "--check");
        assertEquals(2, run.exit());
        contains(
                "--measure, --check and --ledger are three questions, and the last is of all bugs; give one",
                run.err());
        assertEquals(2, Run.of("bugs", "--ledger", "A05").exit());
    }

    @Test
    void what_is_measured_is_written_with_its_page_and_agrees_with_itself() throws IOException {
        Path specs = specs();
        String figures = Files.readString(specs.resolve(Measured.FILE));
        Files.writeString(
                specs.resolve(Measured.FILE), figures.replaceFirst("(?s)(A05-undo.*?\"states\" : )245", "$1" + "246"));
        Run differs = Run.of("bugs", "A05", "--check", "--spec-dir", specs.toString());
        assertEquals(1, differs.exit(), differs.out());
        contains("bug A05-undo-put-after-pin: expected Figures[", differs.out());
        contains("bugs --measure A05-undo-put-after-pin if the change is meant", differs.out());
        assertEquals(
                0,
                Run.of("bugs", "A05", "--measure", "--spec-dir", specs.toString())
                        .exit());
        Run agrees = Run.of("bugs", "A05", "--check", "--spec-dir", specs.toString());
        assertEquals(0, agrees.exit(), agrees.out());
        contains("`A05-undo-put-after-pin`", Files.readString(specs.resolve(BugsMarkdown.FILE)));
    }

    @Test
    void a_folder_without_bugs_is_bad_input() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Run run = Run.of("bugs", "--spec-dir", empty.toString());
        assertEquals(2, run.exit());
        contains("a specification folder has a manifest.json", run.err());
        assertFalse(MoreFiles.listFiles(empty).iterator().hasNext());
    }

    @Test
    void who_interrupts_a_measurement_keeps_what_was_known() throws IOException {
        Path specs = specs();
        String before = Files.readString(specs.resolve(Measured.FILE));
        Run run = Run.interruptedBy(() -> true, "bugs", "--measure", "--spec-dir", specs.toString());
        assertEquals(1, run.exit(), run.out());
        contains(" bugs, got 0; what was not measured keeps its figures; run it again", run.out());
        assertEquals(before, Files.readString(specs.resolve(Measured.FILE)));
    }
}
