package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** The specification, opened once for each set of constants. */
final class OpenSpecs implements AutoCloseable {
    private final Map<ImmutableMap<String, Value>, CheckedSpec> open = new HashMap<>();

    CheckedSpec of(TraceHeader header) {
        return of(header.constants());
    }

    CheckedSpec of(ImmutableMap<String, Value> wanted) {
        return open.computeIfAbsent(wanted, constants -> GupRung.RUNG.open(Path.of("spec"), constants));
    }

    @Override
    public void close() {
        open.values().forEach(CheckedSpec::close);
    }
}
