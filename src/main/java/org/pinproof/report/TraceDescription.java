package org.pinproof.report;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One trace file, described.
 *
 * @param constants the specification's constants by name
 * @param events the last ones, as steps
 */
public record TraceDescription(
        TraceResult trace,
        String spec,
        ImmutableMap<String, String> constants,
        OptionalLong seed,
        Optional<String> schedule,
        Interleaving events)
        implements Report {
    @Override
    public String verb() {
        return "traces";
    }

    @Override
    public Judgement judgement() {
        return trace.judgement();
    }
}
