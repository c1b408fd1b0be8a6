package org.pinproof.cli;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.pinproof.tlc.Progress;
import org.pinproof.tlc.ProgressListener;

/** Progress on a terminal; elsewhere, nothing. */
final class ShownProgress implements ProgressListener, AutoCloseable {
    private static final int REFRESH_MILLISECONDS = 200;

    private final ProgressBar bar;
    private final BooleanSupplier interrupted;

    private ShownProgress(ProgressBar bar, BooleanSupplier interrupted) {
        this.bar = bar;
        this.interrupted = interrupted;
    }

    /** {@return progress of work whose size is not known} */
    static ShownProgress of(Console console, String task) {
        return of(console, task, -1);
    }

    /**
     * {@return progress of some number of items}
     *
     * @param items how many there are; negative if that is not known
     */
    static ShownProgress of(Console console, String task, int items) {
        if (!console.showsProgress()) {
            return new ShownProgress(null, console.interrupted());
        }
        return new ShownProgress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(items)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .clearDisplayOnFinish()
                        .build(),
                console.interrupted());
    }

    /** One more item is done. */
    void done() {
        if (bar != null) {
            bar.step();
        }
    }

    /** Ends the work that tells of its progress with a {@link CancellationException} if the user wants it to end. */
    @Override
    public void progress(Progress progress) {
        if (interrupted.getAsBoolean()) {
            throw new CancellationException("interrupted");
        }
        if (bar != null) {
            bar.setExtraMessage(String.format(
                    "%,d states, %,.0f/s, %,d in the queue", progress.distinct(), progress.rate(), progress.queue()));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
