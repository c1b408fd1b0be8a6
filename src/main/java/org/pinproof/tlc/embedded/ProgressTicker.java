package org.pinproof.tlc.embedded;

import tlc2.TLCGlobals;
import tlc2.tool.ModelChecker;

/** Tells of progress twice a second; TLC itself does so once a minute, and checks liveness each time it does. */
final class ProgressTicker extends Thread {
    private static final long MILLISECONDS = 500;

    private final EventWriter events;

    ProgressTicker(EventWriter events) {
        super("tells of progress");
        setDaemon(true);
        this.events = events;
    }

    @Override
    public void run() {
        try {
            while (true) {
                sleep(MILLISECONDS);
                if (TLCGlobals.mainChecker instanceof ModelChecker checker) {
                    tell(checker);
                }
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    /** Tells nothing more once this returns. */
    void end() {
        interrupt();
        try {
            join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(ModelChecker checker) {
        events.event("progress", out -> {
            out.writeNumberField("generated", checker.getStatesGenerated());
            out.writeNumberField("distinct", checker.getDistinctStatesGenerated());
            out.writeNumberField("queue", checker.getStateQueueSize());
            out.writeNumberField("depth", checker.getProgress());
        });
    }
}
