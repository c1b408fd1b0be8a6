package org.pinproof.tlc;

import java.io.OutputStream;

/** TLC as one class loader has it, to check one cfg at a time. */
public interface TlcEngine {
    /**
     * Runs TLC to its end.
     *
     * @param events takes JSON events, one a line; the last is {@code end}
     * @return TLC's exit status
     */
    int check(TlcJob job, OutputStream events);

    /** {@return whether the cfg asks for no liveness, as far as TLC can read it} */
    boolean asksSafetyOnly(TlcJob job);
}
