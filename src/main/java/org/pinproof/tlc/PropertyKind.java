package org.pinproof.tlc;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of claim about a specification was checked. */
public enum PropertyKind {
    /** A predicate of every reachable state. */
    @JsonProperty("invariant")
    INVARIANT,
    /** The initial predicate of a PROPERTY. */
    @JsonProperty("initial property")
    INITIAL_PROPERTY,
    /** A {@code [][A]_v} of a PROPERTY, so also a refinement's steps. */
    @JsonProperty("action property")
    ACTION_PROPERTY,
    /** A PROPERTY about infinite behaviours. */
    @JsonProperty("temporal")
    TEMPORAL,
    /** Some step is always possible. */
    @JsonProperty("deadlock")
    DEADLOCK,
    /** An ASSUME about the constants. */
    @JsonProperty("assume")
    ASSUME
}
