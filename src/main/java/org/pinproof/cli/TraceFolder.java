package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The trace files in a folder and below it, in the order of their paths. */
final class TraceFolder {
    private TraceFolder() {}

    static ImmutableList<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(itf\\.json|ndjson)"))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
