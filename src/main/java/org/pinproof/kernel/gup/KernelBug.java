package org.pinproof.kernel.gup;

/** A {@code BUG_ON}: a caller inside the kernel broke a rule that is not checked for the sake of others. */
public final class KernelBug extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says which rule. */
    public KernelBug(String rule) {
        super(rule);
    }
}
