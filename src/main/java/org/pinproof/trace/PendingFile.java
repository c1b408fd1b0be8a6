package org.pinproof.trace;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** A file that appears under its name only when it is complete: written beside it, then renamed. */
public final class PendingFile implements Closeable {
    private static final AtomicLong NEXT = new AtomicLong();

    private final Path target;
    private final Path temporary;
    private final OutputStream stream;

    /** Creates the temporary file in the target's folder, which must exist. */
    public PendingFile(Path target) throws IOException {
        this.target = target;
        this.temporary = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement());
        this.stream = new BufferedOutputStream(
                Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16);
    }

    /** {@return where the content goes; closed by {@link #commit} or {@link #close}} */
    public OutputStream stream() {
        return stream;
    }

    /** Gives the file its name, in place of one that had it. */
    public void commit() throws IOException {
        stream.close();
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves nothing behind unless {@link #commit} was called. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
