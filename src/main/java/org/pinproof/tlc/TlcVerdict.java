package org.pinproof.tlc;

/** What a run of TLC showed. */
public sealed interface TlcVerdict {

    /** TLC exhausted the state space, said so, and reported no error of any kind. */
    record Holds() implements TlcVerdict {
        @Override
        public String toString() {
            return "holds";
        }
    }

    /**
     * A counterexample exists.
     *
     * @param kind what sort of property
     * @param property its name in the cfg; of a temporal violation with several candidates all of them, comma-separated,
     *     because TLC does not say which; empty for a deadlock
     */
    record Violates(PropertyKind kind, String property) implements TlcVerdict {
        @Override
        public String toString() {
            return property.isEmpty() ? "violates: " + kind : "violates " + property;
        }
    }

    /** Something stopped TLC before it could know. Never to be shown as held. */
    record Inconclusive(String reason) implements TlcVerdict {
        @Override
        public String toString() {
            return "inconclusive: " + reason;
        }
    }

    /** The specification, the cfg or the run itself is at fault. */
    record Failed(String message) implements TlcVerdict {
        @Override
        public String toString() {
            return "error: " + message;
        }
    }
}
