package org.pinproof.tlc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The user's own {@code tla2tools.jar}, put before the built-in TLC by {@code -Dtlc.jar=PATH}. */
final class OfficialJar {
    static final String PROPERTY = "tlc.jar";

    private OfficialJar() {}

    static Optional<Path> configured() {
        String path = System.getProperty(PROPERTY, "");
        if (path.isBlank()) {
            return Optional.empty();
        }
        Path jar = Path.of(path).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new SpecException(
                    "-D" + PROPERTY + " must name a tla2tools.jar; no file " + jar + "; correct it or leave it out");
        }
        return Optional.of(jar);
    }
}
