package org.pinproof.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the recorded traces are. */
final class TracesFolder {
    static final String OPTION = "--traces-dir";

    @Option(
            names = OPTION,
            paramLabel = "DIR",
            defaultValue = "traces",
            description = "Folder with the recorded traces (default: ${DEFAULT-VALUE}).")
    private Path path;

    Path in(Verb verb) {
        return verb.folder(path, "trace", OPTION);
    }
}
