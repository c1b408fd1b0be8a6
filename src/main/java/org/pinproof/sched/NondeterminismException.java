package org.pinproof.sched;

/** Something that must be a function of what was read was not: the same run twice went two ways. */
public final class NondeterminismException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String REMEDY =
            " An operation must depend on its registers and the values it reads alone: look for"
                    + " a field that changes, a clock, randomness, or iteration over a hash map.";

    /** Makes the exception for two runs that differ; expected is what the first did. */
    public NondeterminismException(String where, String expected, String got) {
        super("not deterministic: " + where + "; expected " + expected + ", got " + got + "." + REMEDY);
    }
}
