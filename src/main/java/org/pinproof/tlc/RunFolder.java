package org.pinproof.tlc;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run's private folders: {@code spec} holds exactly the files TLC may see and is its current directory, {@code meta}
 * its state files, {@code tmp} everything temporary.
 */
final class RunFolder implements AutoCloseable {
    private final Path root;

    private RunFolder(Path root) {
        this.root = root;
    }

    /** {@return folders without a specification} */
    static RunFolder empty() throws IOException {
        RunFolder folder = new RunFolder(Files.createTempDirectory("pinproof-tlc"));
        try {
            Files.createDirectory(folder.spec());
            Files.createDirectory(folder.meta());
            Files.createDirectory(folder.temporary());
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    static RunFolder of(SpecSource source) throws IOException {
        RunFolder folder = empty();
        try {
            try (DirectoryStream<Path> modules = Files.newDirectoryStream(source.directory(), "*.tla")) {
                for (Path module : modules) {
                    Files.copy(
                            module, folder.spec().resolve(module.getFileName().toString()));
                }
            }
            Files.copy(
                    source.cfg(),
                    folder.spec().resolve(source.cfg().getFileName().toString()));
            return folder;
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    Path root() {
        return root;
    }

    Path spec() {
        return root.resolve("spec");
    }

    Path meta() {
        return root.resolve("meta");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path complaints() {
        return root.resolve("stderr.txt");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(root)) {
            MoreFiles.deleteRecursively(root, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
