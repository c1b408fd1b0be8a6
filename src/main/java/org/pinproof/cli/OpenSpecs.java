package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pinproof.conform.GupSpec;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Value;

/** The specification, opened once per set of constants: opening takes about a second, and many traces share constants. */
final class OpenSpecs implements AutoCloseable {
    private final Path folder;
    private final ConcurrentMap<ImmutableMap<String, Value>, CheckedSpec> open = new ConcurrentHashMap<>();

    OpenSpecs(Path folder) {
        this.folder = folder;
    }

    CheckedSpec of(GupScript script) {
        return with(GupSpec.constants(script));
    }

    CheckedSpec with(ImmutableMap<String, Value> constants) {
        return open.computeIfAbsent(constants, c -> GupSpec.open(folder, c));
    }

    @Override
    public void close() {
        open.values().forEach(CheckedSpec::close);
        open.clear();
    }
}
