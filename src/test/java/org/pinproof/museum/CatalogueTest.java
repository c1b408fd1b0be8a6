package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.tlc.SpecException;

/** {@code spec/bugs.json}: what it must say of each bug, and how its faults are told. */
class CatalogueTest {
    private static final String BUG = """
            {"id": "A05", "slug": "A05-undo-put-after-pin", "title": "A put for a pin", "year": 2020,
             "nature": "series", "references": [{"what": "3faa52c03f44", "kind": "commit", "role": "fix",
             "checked": true}], "level": "L1", "memory": "SC", "tasks": 2, "broke": "A leak.", "story": "It is so.",
             "fix": "An unpin."}""";

    @TempDir
    private Path folder;

    private Catalogue read(String... bugs) throws IOException {
        Files.writeString(folder.resolve(Catalogue.FILE), "[" + String.join(",\n", bugs) + "]");
        return Catalogue.read(folder);
    }

    private String refusal(String... bugs) {
        return assertThrows(SpecException.class, () -> read(bugs)).getMessage();
    }

    @Test
    void reads_bugs_in_their_order() throws IOException {
        Catalogue read = read(BUG, BUG.replace("A05", "A01"));
        assertEquals(List.of("A05", "A01"), read.bugs().stream().map(Bug::id).toList());
        assertTrue(read.bugs().get(0).isPlantedBy("A05-another-form"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"id\": \"A05\" | \"id\": \"5\" | id must be a capital letter and two digits",
                "\"slug\": \"A05 | \"slug\": \"A06 | slug must be the id and a name of letters, digits and hyphens",
                "\"A put for a pin\" | \" \" | title must say in a line what the bug is",
                "\"level\": \"L1\" | \"level\": \"L9\" | level must be L0 to L6, or LX",
                "\"memory\": \"SC\", | '' | memory must be SC, TSO or RLX",
                "\"broke\": \"A leak.\", | '' | broke must say what went wrong",
                "\"story\": \"It is so.\", | '' | story must say how it happens",
                "\"fix\": \"An unpin.\" | \"fix\": \"\" | fix must say what the kernel does instead",
                "\"nature\": \"series\", | '' | nature must be kernel, series, document, class or hypothesis"
            })
    void refuses_a_bug_that_lacks_something(String right, String wrong, String message) {
        String text = refusal(BUG.replace(right, wrong));
        assertTrue(text.contains(message), text);
    }

    @Test
    void a_bug_that_somebody_had_needs_a_reference_and_a_class_needs_none() throws IOException {
        String without = BUG.replaceAll("\"references\": \\[[^]]*],", "");
        assertTrue(refusal(without)
                .contains("bug A05: a bug that somebody had needs a reference; give one, or call it a class or"
                        + " a hypothesis"));
        assertEquals(1, read(without.replace("series", "class")).bugs().size());
    }

    @Test
    void a_reference_says_what_it_is() {
        assertTrue(refusal(BUG.replace("\"kind\": \"commit\", ", ""))
                .contains("a reference must have what, kind (commit, cve, mail, document) and role (cause, fix,"
                        + " report, discussion); found 3faa52c03f44, null, FIX"));
    }

    @Test
    void a_bug_has_one_entry() {
        assertEquals(
                "a bug has one entry in bugs.json; A05 has two; remove one",
                assertThrows(SpecException.class, () -> read(BUG, BUG)).getMessage());
    }

    @Test
    void what_is_no_list_of_bugs_is_refused() {
        assertTrue(refusal("{").contains("must be a JSON list of bugs: "), () -> refusal("{"));
        assertTrue(
                refusal(BUG.replace("\"title\"", "\"heading\": 1, \"title\"")).contains("heading"));
        assertTrue(assertThrows(SpecException.class, () -> Catalogue.read(folder.resolve("none")))
                .getMessage()
                .contains("a specification folder with bugs has a bugs.json"));
    }

    @Test
    void classes_and_hypotheses_are_nobodys() {
        Catalogue real = Catalogue.read(Path.of("spec"));
        List<String> nobodys = real.bugs().stream()
                .filter(bug -> !bug.nature().isReal())
                .map(Bug::id)
                .toList();
        assertTrue(
                nobodys.containsAll(List.of(
                        "A08", "A09", "A14", "A15", "A20", "A21", "A23", "B03", "B04", "B12", "B14", "B17", "B19",
                        "C03")),
                nobodys::toString);
    }
}
