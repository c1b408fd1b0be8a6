package org.pinproof.cli;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pinproof.conform.Rung;
import org.pinproof.conform.RungScript;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Value;

/** The specifications, each opened once per set of constants: opening takes about a second, and many traces share constants. */
final class OpenSpecs implements AutoCloseable {
    private final Path folder;
    private final ConcurrentMap<Key, CheckedSpec> open = new ConcurrentHashMap<>();

    private record Key(String module, ImmutableMap<String, Value> constants) {}

    OpenSpecs(Path folder) {
        this.folder = folder;
    }

    CheckedSpec of(RungScript script) {
        return of(script.rung(), script.rung().constants(script.text()));
    }

    CheckedSpec of(Rung rung, ImmutableMap<String, Value> constants) {
        return open.computeIfAbsent(new Key(rung.module(), constants), key -> rung.open(folder, constants));
    }

    @Override
    public void close() {
        open.values().forEach(CheckedSpec::close);
        open.clear();
    }
}
