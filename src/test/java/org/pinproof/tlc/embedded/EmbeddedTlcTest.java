package org.pinproof.tlc.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedTlcTest {
    @TempDir
    private Path folder;

    private String workers(String... lines) throws IOException {
        Files.write(folder.resolve("Any.cfg"), List.of(lines));
        return EmbeddedTlc.workers("Any.cfg", "2", new ModuleResolver(folder));
    }

    @Test
    void temporal_properties_are_checked_by_one_worker_whatever_is_asked_for() throws IOException {
        assertEquals("2", workers("SPECIFICATION Spec", "INVARIANT TypeOK"));
        assertEquals("1", workers("SPECIFICATION Spec", "INVARIANT TypeOK", "PROPERTY CallsReturn"));
    }

    @Test
    void an_unreadable_cfg_gets_one_worker() throws IOException {
        assertEquals("1", workers("SPECIFICATION", "= ="));
    }
}
