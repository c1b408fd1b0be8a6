package org.pinproof.conform;

import org.pinproof.explore.Result;

/**
 * A wrong version of the code, and what it is bad for: a script in which it breaks an invariant that the program checks by
 * itself. In some scenario of its rung it has to diverge from the specification as well.
 *
 * @param slug its name behind the tilde of a script
 * @param script with the mutant planted; the correct code breaks nothing in it
 * @param invariant what is broken soonest: the first word of the program's violation, or {@link Result#CALLS_RETURN} where a call
 *     waits for ever
 */
public record CodeMutant(String slug, String script, String invariant) {
    /** {@return whether this is what a violation of the program says} */
    public boolean isHarm(String violation) {
        return Result.Violated.property(violation).equals(invariant);
    }
}
