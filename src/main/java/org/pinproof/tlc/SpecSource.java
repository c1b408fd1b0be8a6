package org.pinproof.tlc;

import java.nio.file.Path;

/**
 * Where a specification is read from.
 *
 * @param directory the folder whose modules win over every other of the same name
 * @param module the root module's name, without {@code .tla}
 * @param cfg the cfg file, anywhere
 */
public record SpecSource(Path directory, String module, Path cfg) {}
