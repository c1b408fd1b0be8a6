package org.pinproof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that must stay as it is, in {@code src/test/resources/report}. After a change that is meant, run
 * {@code mvn test -Dtest=GoldenReportTest -Dpinproof.golden=write} and read the difference before committing it.
 */
final class GoldenFile {
    private static final Path FOLDER = Path.of("src/test/resources/report");

    private GoldenFile() {}

    static void check(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("pinproof.golden"))) {
                Files.writeString(file, text);
            }
            assertEquals(Files.readString(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
