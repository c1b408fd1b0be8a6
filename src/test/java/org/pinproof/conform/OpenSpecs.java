package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** The specifications, each opened once for each set of constants. */
final class OpenSpecs implements AutoCloseable {
    private final Map<Key, CheckedSpec> open = new HashMap<>();

    private record Key(Rung rung, ImmutableMap<String, Value> constants) {}

    CheckedSpec of(TraceHeader header) {
        return of(Rungs.ALL.of(header.spec()), header.constants());
    }

    CheckedSpec of(Rung rung, ImmutableMap<String, Value> constants) {
        return open.computeIfAbsent(new Key(rung, constants), key -> rung.open(Path.of("spec"), constants));
    }

    @Override
    public void close() {
        open.values().forEach(CheckedSpec::close);
    }
}
