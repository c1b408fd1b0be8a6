package org.pinproof.tlc.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import util.FilenameToStream;

/**
 * Finds modules in one private folder and nowhere else, unpacking standard modules into it from TLC's jar.
 *
 * <p>TLC's own resolver looks into the current directory first, and shares {@code java.io.tmpdir} between all runs on the
 * machine, which then delete each other's standard modules.
 */
final class ModuleResolver implements FilenameToStream {
    private static final String STANDARD = "tla2sany/StandardModules/";
    private static final String EXTENSION = ".tla";

    private final Path folder;
    private final Set<String> unpacked = new HashSet<>();

    /** @param folder holds the specification's modules and cfg; it is written to */
    public ModuleResolver(Path folder) {
        this.folder = folder;
    }

    @Override
    public File resolve(String name, boolean isModule) {
        String file = Path.of(name).getFileName().toString();
        if (isModule && !file.endsWith(EXTENSION)) {
            file += EXTENSION;
        }
        Path place = folder.resolve(file);
        if (!Files.exists(place)) {
            unpack(file, place);
        }
        return new TLAFile(place.toString(), unpacked.contains(file), this);
    }

    /** Does nothing for a module that is not a standard one; TLC then reports the file as missing. */
    private void unpack(String file, Path place) {
        try (InputStream text = ModuleResolver.class.getClassLoader().getResourceAsStream(STANDARD + file)) {
            if (text != null) {
                Files.copy(text, place);
                unpacked.add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard module " + file + " could not be unpacked: " + e.getMessage(), e);
        }
    }

    @Override
    public String getFullPath() {
        return folder.toString();
    }

    @Override
    public boolean isStandardModule(String moduleName) {
        return resolve(moduleName, true) instanceof TLAFile file && file.isLibraryModule();
    }
}
