package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.SpecSource;

/**
 * A specification's files as they were when it was opened, so that every copy TLC loads is of the same text.
 *
 * @param module the root module's name
 * @param cfgName what the user calls the cfg, for messages
 * @param cfg the cfg's text
 * @param modules module texts by file name
 */
record SpecSnapshot(String module, String cfgName, String cfg, ImmutableSortedMap<String, String> modules) {
    /** The cfg's name while TLC reads it, without extension; not a possible module name. */
    static final String CFG = "opened-cfg";

    static SpecSnapshot of(SpecSource source) {
        ImmutableSortedMap.Builder<String, String> modules = ImmutableSortedMap.naturalOrder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(source.directory(), "*.tla")) {
            for (Path file : files) {
                modules.put(file.getFileName().toString(), Files.readString(file));
            }
            String cfg = Files.readString(source.cfg());
            return new SpecSnapshot(source.module(), source.cfg().getFileName().toString(), cfg, modules.build());
        } catch (IOException e) {
            throw new SpecException(
                    "specification files must be readable UTF-8 text; in " + source.directory() + ": " + e, e);
        }
    }

    /** Runs an action on a private folder with the files, and deletes the folder. */
    <T> T unpacked(Function<Path, T> action) {
        try {
            Path folder = Files.createTempDirectory("pinproof-spec");
            try {
                for (Map.Entry<String, String> file : modules.entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
                }
                Files.writeString(folder.resolve(CFG + ".cfg"), cfg);
                return action.apply(folder);
            } finally {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            throw new SpecException("a private folder for the specification could not be made: " + e, e);
        }
    }

    /** {@return the lines of a module's text, none if it is not one of the specification's own} */
    List<String> lines(String module) {
        return modules.getOrDefault(module + ".tla", "").lines().toList();
    }
}
