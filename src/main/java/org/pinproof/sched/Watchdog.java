package org.pinproof.sched;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cuts off work that takes no steps: a task that loops without touching memory, which no limit on steps can stop.
 *
 * <p>The work runs on a daemon thread. Java cannot stop a thread that does not cooperate: one that is stuck stays so until the
 * JVM exits, and its machine must not be used again.
 */
public final class Watchdog {

    private static final int TOP_FRAMES = 5;

    private final Duration patience;

    /**
     * Makes a watchdog.
     *
     * @param patience how long no step may be taken; not the length of the work
     */
    public Watchdog(Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a watchdog's patience must be positive, got " + patience);
        }
        this.patience = patience;
    }

    /**
     * Runs the work and returns its result; what it throws unchecked is thrown.
     *
     * @param work makes its machine with the heartbeat it is given
     * @throws RunawayTaskException if there was no beat for as long as the patience
     */
    public <T> T watch(Function<Heartbeat, T> work) {
        Heartbeat heartbeat = new Heartbeat();
        FutureTask<T> running = new FutureTask<>(() -> work.apply(heartbeat));
        Thread worker = new Thread(running, "pinproof-worker");
        worker.setDaemon(true);
        long seen = 0;
        worker.start();
        while (true) {
            try {
                return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException silence) {
                long now = heartbeat.count();
                if (now == seen) {
                    throw stuck(worker, now);
                }
                seen = now;
            } catch (ExecutionException failed) {
                throw unchecked(failed.getCause());
            } catch (InterruptedException | CancellationException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for an exploration", stopped);
            }
        }
    }

    private RunawayTaskException stuck(Thread worker, long steps) {
        String frames = Arrays.stream(worker.getStackTrace())
                .limit(TOP_FRAMES)
                .map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        return new RunawayTaskException("no step was taken for " + patience.toMillis() + " ms, after " + steps
                + " steps. This is often a loop in an operation that touches no memory, which cannot be scheduled. Let the"
                + " loop end, or give the watchdog more patience if the work is only slow. The thread is at:" + frames);
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }
}
