package org.pinproof.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A user's wish to end the run (Ctrl-C) and see what was found so far, passed from the JVM's end to the work. */
final class Interruption {
    /** How long the JVM's end waits for the work to sum up. */
    private static final int GRACE_SECONDS = 5;

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean requested;

    /** {@return an interruption that is requested when the JVM begins to end, and delays that end until {@link #finished}} */
    static Interruption onExit() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::requestAndWait, "interruption"));
        return interruption;
    }

    private void requestAndWait() {
        requested = true;
        try {
            if (!done.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("pinproof: interrupted; the work did not end in " + GRACE_SECONDS
                        + " s, so there is nothing to show");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRequested() {
        return requested;
    }

    /** Lets the JVM end. */
    void finished() {
        done.countDown();
    }
}
