package org.pinproof.tlc;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens specifications for stepping in process. */
public final class SpecSteppers {
    private SpecSteppers() {}

    /**
     * Opens a specification as a cfg file sets it up.
     *
     * @throws SpecException if a file is missing, does not parse, leaves a constant without a value, or an ASSUME is false
     */
    public static CheckedSpec open(Path specDir, String module, Path cfg) {
        SpecSource source = new SpecSource(specDir.toAbsolutePath().normalize(), module, cfg.toAbsolutePath());
        requireFile(source.directory().resolve(module + ".tla"), "module " + module);
        requireFile(source.cfg(), "cfg");
        IsolatedSpecLoader loader = IsolatedSpecLoader.of(source);
        try {
            return loader.backend().open(source);
        } catch (RuntimeException e) {
            loader.discard();
            throw e;
        }
    }

    /**
     * Opens a specification whose temporal formula is {@code Spec}, with these constants and invariants and no deadlock
     * check, through a cfg made for the occasion in a private folder.
     */
    public static CheckedSpec open(Path specDir, String module, SpecConstants constants, List<String> invariants) {
        StringBuilder cfg = new StringBuilder("SPECIFICATION Spec\nCHECK_DEADLOCK FALSE\n");
        constants
                .lines()
                .forEach((name, line) -> cfg.append("CONSTANT ")
                        .append(name)
                        .append(' ')
                        .append(line)
                        .append('\n'));
        invariants.forEach(name -> cfg.append("INVARIANT ").append(name).append('\n'));
        try {
            Path folder = Files.createTempDirectory("pinproof-cfg");
            try {
                return open(specDir, module, Files.writeString(folder.resolve(module + ".cfg"), cfg));
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the generated cfg could not be written: " + e.getMessage(), e);
        }
    }

    static void requireFile(Path file, String what) {
        if (!Files.isRegularFile(file)) {
            throw new SpecException(what + " must be a readable file; there is no " + file + "; check the name");
        }
    }
}
