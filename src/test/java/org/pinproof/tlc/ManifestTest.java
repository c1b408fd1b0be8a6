package org.pinproof.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class ManifestTest {
    private static final String HOLDS = """
            {"cfg": "Holds.cfg", "module": "MCBaton", "question": "Is it typed?", "verdict": "holds", "distinct": 9,
             "depth": 4, "witnesses": {"TypeOK": "SomebodyDone"}, "unfired": ["Never"]}""";
    private static final String VIOLATES = """
            {"cfg": "Lost.cfg", "module": "MCBaton", "question": "Can one finish?", "verdict": "violates",
             "property": "NobodyDone", "kind": "invariant", "distinct": 7, "generated": 12, "depth": 4,
             "mutant": "a01"}""";

    @TempDir
    private Path folder;

    private Manifest manifest(String... entries) throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), "[" + String.join(",\n", entries) + "]");
        return Manifest.read(folder);
    }

    private String refusal(String text) throws IOException {
        Files.writeString(folder.resolve(Manifest.FILE), text);
        return assertThrows(SpecException.class, () -> Manifest.read(folder)).getMessage();
    }

    @Test
    void reads_and_writes_entries_in_their_order() throws IOException {
        Manifest manifest = manifest(VIOLATES, HOLDS);
        assertEquals(
                List.of("Lost.cfg", "Holds.cfg"),
                manifest.entries().stream().map(ManifestEntry::cfg).toList());
        manifest.write();
        assertEquals(manifest, Manifest.read(folder));
        String once = Files.readString(folder.resolve(Manifest.FILE));
        Manifest.read(folder).write();
        assertEquals(once, Files.readString(folder.resolve(Manifest.FILE)));
        assertFalse(once.contains("null"), once);
        assertFalse(Files.exists(folder.resolve(Manifest.FILE + ".new")));
    }

    @Test
    void the_manifest_that_is_relied_on_is_written_as_it_stands() throws IOException {
        Manifest real = Manifest.read(Path.of("spec"));
        new Manifest(folder, real.entries()).write();
        assertEquals(Files.readString(Path.of("spec", Manifest.FILE)), Files.readString(folder.resolve(Manifest.FILE)));
    }

    @Test
    void replaces_an_entry_in_its_place() throws IOException {
        Manifest manifest = manifest(VIOLATES, HOLDS);
        ManifestEntry old = manifest.entry("Lost.cfg").orElseThrow();
        TlcResult none = new TlcReport().result(new TlcVerdict.Holds(), 0);
        ManifestEntry changed = new ManifestEntry(
                old.cfg(),
                old.module(),
                "Still?",
                old.verdict(),
                old.property(),
                old.kind(),
                8,
                null,
                5,
                old.witnesses(),
                old.unfired(),
                old.mutant(),
                old.broken(),
                old.taken());
        assertEquals(
                List.of(changed, manifest.entries().get(1)),
                manifest.with(changed).entries());
        assertEquals(
                "only figures are taken over into the manifest, never a verdict; Lost.cfg: expected violates NobodyDone,"
                        + " got holds; look at the counterexample, or correct the manifest by hand if the change is"
                        + " meant",
                assertThrows(SpecException.class, () -> old.measured(none)).getMessage());
    }

    @Test
    void a_ledger_is_of_mutants_and_a_way_of_violations() {
        assertTrue(refusalOf(HOLDS.replace("\"unfired\"", "\"taken\": [\"Go\"], \"unfired\""))
                .contains("taken is the way to a violation; remove it, or correct the verdict"));
        assertTrue(refusalOf(VIOLATES.replace("\"mutant\": \"a01\"", "\"broken\": [\"TypeOK\"]"))
                .contains("broken says what a mutant breaks; give \"mutant\", or remove it"));
    }

    private String refusalOf(String entry) {
        return assertThrows(SpecException.class, () -> manifest(entry)).getMessage();
    }

    @Test
    void names_files_that_lack_an_entry_and_entries_that_lack_a_file() throws IOException {
        Manifest manifest = manifest(HOLDS);
        Files.writeString(folder.resolve("Stray.cfg"), "");
        assertEquals(
                List.of(
                        "manifest entry Holds.cfg: expected file Holds.cfg in " + folder
                                + ", got none; add the file or remove the entry",
                        "manifest entry Holds.cfg: expected file MCBaton.tla in " + folder
                                + ", got none; add the file or remove the entry",
                        "cfg Stray.cfg: expected an entry in manifest.json, got none; say there what it asks and what"
                                + " it must find"),
                manifest.strays());
    }

    @Test
    void refuses_a_missing_manifest_and_what_is_not_json() throws IOException {
        assertTrue(assertThrows(SpecException.class, () -> Manifest.read(folder))
                .getMessage()
                .contains("cannot be read"));
        assertTrue(refusal("[{").contains("must be a JSON list of entries (line 1)"));
        assertTrue(refusal("{}").contains("must be a JSON list of entries"));
        assertTrue(refusal("[] []").contains("must be a JSON list of entries"));
    }

    @Test
    void refuses_an_unknown_field_and_lists_the_known_ones() throws IOException {
        String message = refusal("[" + HOLDS.replace("\"depth\"", "\"deepness\": 1, \"depth\"") + "]");
        assertTrue(
                message.contains("has no field \"deepness\" (line 2); the fields are [broken, cfg, depth, distinct,"),
                message);
    }

    @Test
    void refuses_a_mutant_that_is_not_caught() throws IOException {
        String message = refusal("[" + HOLDS.replace("\"depth\"", "\"mutant\": \"a01\", \"depth\"") + "]");
        assertTrue(
                message.endsWith(
                        "manifest entry Holds.cfg: a mutant's verdict must be \"violates\", or a01 is not caught;"
                                + " leave \"mutant\" out of a control"),
                message);
    }

    @Test
    void refuses_two_entries_for_one_cfg() {
        assertEquals(
                "a manifest has one entry for a cfg; Holds.cfg has two; remove one",
                assertThrows(SpecException.class, () -> manifest(HOLDS, HOLDS)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"cfg\": \"Lost.cfg\" | \"cfg\": \"../Lost.cfg\" | cfg must be a file name ending in .cfg",
                "\"verdict\": \"violates\", | '' | verdict must be",
                "\"violates\" | \"holds\" | kind must be given exactly if the verdict is",
                "\"property\": \"NobodyDone\", | '' | property must name what is violated",
                "\"distinct\": 7 | \"distinct\": 0 | distinct must be the number of states",
                "\"depth\": 4 | \"depth\": 0 | depth must be at least 1",
                "\"depth\": 4 | \"depth\": 4, \"witnesses\": {\"A\": \"B\"} | witnesses are looked at only if the verdict is",
                "\"question\": \"Can one finish?\" | \"question\": \" \" | question must say",
                "\"kind\": \"invariant\" | \"kind\": \"invariance\" | invariance"
            })
    void refuses_entries_that_contradict_themselves(String from, String to, String part) throws IOException {
        String broken = VIOLATES.replaceAll("\\s+", " ").replace(from, to);
        String message = refusal("[" + broken + "]");
        assertTrue(message.contains(part), message);
    }
}
