package org.pinproof.conform;

import java.util.Optional;
import org.pinproof.sched.Schedule;

/** What came of holding behaviour against the specification: five words, defined here and nowhere else. */
public sealed interface Verdict {

    /** {@return the word} */
    String word();

    /**
     * Every step is a step of the specification, and every state satisfies its invariants.
     *
     * @param steps how many steps were held against it; never 0
     */
    record Conforms(long steps) implements Verdict {
        @Override
        public String word() {
            return "CONFORMS";
        }
    }

    /** A step is none of the specification's. */
    record Diverges(Divergence divergence) implements Verdict {
        @Override
        public String word() {
            return "DIVERGES";
        }
    }

    /**
     * The behaviour is the specification's, and a state of it breaks an invariant; or the code broke one of its own.
     *
     * @param invariant the invariant's name, with what is wrong where that is known
     * @param step after which step, counted from 1; 0 is the initial state
     * @param schedule an execution that shows it
     */
    record Violates(String invariant, long step, Optional<Schedule> schedule, String reproduce) implements Verdict {
        /** {@return whether it is this invariant that is broken} */
        public boolean isOf(String name) {
            return invariant.equals(name) || invariant.startsWith(name + ":");
        }

        @Override
        public String word() {
            return "VIOLATES";
        }
    }

    /**
     * Nothing wrong was seen and not everything was looked at. Never shown as green.
     *
     * @param bound what cut the check, and how to raise it
     */
    record Inconclusive(String bound) implements Verdict {
        @Override
        public String word() {
            return "INCONCLUSIVE";
        }
    }

    /** The question could not be asked. */
    record Failed(String message) implements Verdict {
        @Override
        public String word() {
            return "ERROR";
        }
    }
}
