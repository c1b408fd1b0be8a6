package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** Why behaviour of the code and of the specification part. */
public sealed interface Reason permits Refusal, Unfollowed {

    /** {@return in one word} */
    Kind kind();

    /** {@return where the states differ, if it came to comparing them} */
    ImmutableList<Difference> differences();

    /** How an observed step fails to be a step of the specification. */
    enum Kind {
        /** The action is right, and the state after it is not. */
        WRONG_STATE("wrong state"),
        /** The code's step is not enabled in the specification. */
        UNEXPECTED_ACTION("unexpected action"),
        /** A step of the specification is not there: in a trace before the observed one, in a replay at its turn. */
        MISSING_ACTION("missing action");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return the kind as reports and expectation files write it} */
        public String words() {
            return words;
        }
    }
}
