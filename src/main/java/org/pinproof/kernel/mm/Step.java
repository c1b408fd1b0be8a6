package org.pinproof.kernel.mm;

/**
 * The name of one atomic step: the identifier that the TLA+ action and the Java access share.
 *
 * <p>Implemented by enums; the constants are spelled as the specification spells its actions, so that a search for
 * {@code FastRecheck} finds the action, the line of Java and every trace line at once.
 */
public interface Step {
    /** {@return the step's name, equal to the name of the TLA+ action} */
    String name();
}
