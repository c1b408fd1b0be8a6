package org.pinproof.conform;

import com.google.common.base.Preconditions;
import java.util.Optional;

/**
 * A script that has a name, the question it asks, and what has to come of it.
 *
 * @param name without a slash or a tilde, which mark scripts and mutants
 * @param question one sentence
 * @param breaks the invariant that its shortest bad execution breaks, every step of which the specification allows: the calls
 *     are a misuse, and have to be seen to be one; empty if nothing may be wrong in any interleaving
 */
public record Scenario(String name, String script, String question, Optional<String> breaks) {

    /** Rejects names that could be taken for something else. */
    public Scenario {
        Preconditions.checkArgument(
                name.indexOf('/') < 0 && name.indexOf('~') < 0,
                "a scenario's name has no slash and no tilde; found %s; rename it",
                name);
    }

    /** {@return a scenario in which nothing may be wrong} */
    public static Scenario conforming(String name, String script, String question) {
        return new Scenario(name, script, question, Optional.empty());
    }

    /** {@return a scenario that has to break this invariant} */
    public static Scenario breaking(String name, String script, String question, String invariant) {
        return new Scenario(name, script, question, Optional.of(invariant));
    }

    /** {@return whether this is what has to come of it; where something has to break, nothing else will do} */
    public boolean isMetBy(Verdict verdict) {
        return breaks.isEmpty()
                ? verdict instanceof Verdict.Conforms
                : verdict instanceof Verdict.Violates violates && violates.isOf(breaks.get());
    }
}
