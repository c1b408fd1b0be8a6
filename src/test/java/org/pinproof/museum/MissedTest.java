package org.pinproof.museum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pinproof.tlc.Manifest;

/** {@code spec/MISSED.md}: every account has the same headings, and names cfgs that there are. */
class MissedTest {
    private static final Path FILE = Path.of("spec/MISSED.md");
    private static final List<String> HEADINGS =
            List.of("Result", "Property", "Minimal counterexample", "Reproduce", "Why it was missed", "What changed");

    @Test
    void every_account_has_the_same_headings() throws IOException {
        List<String> accounts = Pattern.compile("^## ", Pattern.MULTILINE)
                .splitAsStream(Files.readString(FILE))
                .skip(1)
                .toList();
        assertTrue(accounts.size() >= 3);
        for (String account : accounts) {
            assertEquals(
                    HEADINGS,
                    account.lines()
                            .filter(line -> line.startsWith("### "))
                            .map(line -> line.substring(4))
                            .toList(),
                    account.lines().findFirst().orElseThrow());
        }
    }

    @Test
    void the_cfgs_it_names_are_there() throws IOException {
        Manifest manifest = Manifest.read(Path.of("spec"));
        List<String> unknown = Pattern.compile("\\b(MC|Mut)\\w+\\.cfg")
                .matcher(Files.readString(FILE))
                .results()
                .map(MatchResult::group)
                .filter(cfg -> manifest.entry(cfg).isEmpty())
                .toList();
        assertEquals(List.of(), unknown);
    }
}
