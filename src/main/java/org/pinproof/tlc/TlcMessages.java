package org.pinproof.tlc;

import com.google.common.collect.ImmutableMap;

/** The numbers of TLC's messages that a verdict depends on; from {@code tlc2.output.EC} and {@code EC.ExitStatus}. */
final class TlcMessages {
    static final int SUCCESS = 2193;
    static final int DEPTH = 2194;
    static final int STATISTICS = 2199;
    static final int PROGRESS = 2200;
    static final int COVERAGE_BEGINS = 2201;
    static final int ACTION_COVERAGE = 2772;
    static final int BACK_TO_STATE = 2122;
    static final int STUTTERING = 2218;

    /** What a violation message is about. */
    static final ImmutableMap<Integer, PropertyKind> VIOLATIONS = ImmutableMap.<Integer, PropertyKind>builder()
            .put(2104, PropertyKind.ASSUME)
            .put(2107, PropertyKind.INVARIANT)
            .put(2108, PropertyKind.INITIAL_PROPERTY)
            .put(2110, PropertyKind.INVARIANT)
            .put(2112, PropertyKind.ACTION_PROPERTY)
            .put(2114, PropertyKind.DEADLOCK)
            .put(2116, PropertyKind.TEMPORAL)
            .buildOrThrow();

    private TlcMessages() {}
}
