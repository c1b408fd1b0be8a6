package org.pinproof.tlc;

import java.nio.file.Path;

/** The small specifications the tests of this package run on. */
final class ToySpecs {
    static final Path FOLDER = Path.of("src/test/resources/tlc");

    private ToySpecs() {}

    static Path cfg(String name) {
        return FOLDER.resolve(name + ".cfg");
    }

    static CheckedSpec baton(String cfg) {
        return SpecSteppers.open(FOLDER, "MCBaton", cfg(cfg));
    }
}
