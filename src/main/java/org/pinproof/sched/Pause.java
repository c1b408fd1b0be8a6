package org.pinproof.sched;

/**
 * Stops an operation at the access whose turn has not come; never seen outside this package.
 *
 * <p>One instance without a stack: where the throw is inlined, C2 turns it into a jump.
 */
final class Pause extends Error {

    private static final long serialVersionUID = 1;

    static final Pause PAUSE = new Pause();

    private Pause() {
        super(null, null, false, false);
    }
}
