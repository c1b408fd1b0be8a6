package org.pinproof.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the specifications are. */
final class SpecFolder {
    static final String OPTION = "--spec-dir";

    @Option(
            names = OPTION,
            paramLabel = "DIR",
            defaultValue = "spec",
            description = "Folder with the specifications and their manifest (default: ${DEFAULT-VALUE}).")
    private Path path;

    Path in(Verb verb) {
        return verb.folder(path, "specification", OPTION);
    }
}
