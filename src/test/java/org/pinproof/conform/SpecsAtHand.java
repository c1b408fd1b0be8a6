package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Value;

/**
 * Opened specifications, shared by all tests of a JVM: opening one takes a second, and arbitrary scripts need the same few again and
 * again. Open until the JVM ends.
 */
final class SpecsAtHand {
    private static final Value LAYOUTS = Value.set(Stream.of(GupShape.Layout.values())
            .map(layout -> Value.of(layout.specName()))
            .collect(ImmutableList.toImmutableList()));
    private static final Map<ImmutableMap<String, Value>, CheckedSpec> OPEN = new ConcurrentHashMap<>();

    private SpecsAtHand() {}

    /** {@return the specification with this script's tasks and frames, and every layout} */
    static CheckedSpec of(GupScript script) {
        Map<String, Value> constants = new LinkedHashMap<>(GupSpec.constants(script));
        constants.put("Layouts", LAYOUTS);
        return OPEN.computeIfAbsent(ImmutableMap.copyOf(constants), c -> GupRung.RUNG.open(Path.of("spec"), c));
    }
}
