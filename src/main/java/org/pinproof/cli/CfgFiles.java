package org.pinproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pinproof.tlc.SpecException;

/** Finds what a cfg is called and which module it belongs to. */
record CfgFiles(Path folder) {
    private static final String CFG = ".cfg";
    private static final String MODULE = ".tla";

    /**
     * {@return the cfg's file name in the folder}
     *
     * @param named its name, with or without {@code .cfg}, or its path
     * @throws SpecException if there is none
     */
    String file(String named) {
        String name = Path.of(named).getFileName().toString();
        String file = name.endsWith(CFG) ? name : name + CFG;
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new SpecException("there is no cfg " + file + " in " + folder + "; `ls " + folder
                    + "` shows what there is, or give another folder with " + SpecFolder.OPTION);
        }
        return file;
    }

    /**
     * {@return the module whose name the cfg's begins with; the longest, if there are several}
     *
     * @throws SpecException if there is none
     */
    String module(String file) {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<String> module = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(MODULE))
                    .map(name -> name.substring(0, name.length() - MODULE.length()))
                    .filter(file::startsWith)
                    .max(Comparator.comparingInt(String::length));
            return module.orElseThrow(() -> new SpecException("cfg " + file
                    + " must be named after its module, as MCGupFastLeaf.cfg is after MCGupFast.tla; there is no such"
                    + " module in " + folder + "; rename the cfg or add the module"));
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
