package org.pinproof.tlc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * JVMs in which TLC is warm, as many as ask at once: each checks one cfg after the other. Starting a JVM and compiling TLC
 * in it takes longer than most cfgs do.
 *
 * <p>What comes of it is to be believed only as far as it agrees with what is known already; see the package.
 */
public final class WarmTlc implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Duration patience;
    private final Deque<WarmJvm> idle = new ArrayDeque<>();
    private final List<WarmJvm> all = new ArrayList<>();
    private final Thread atExit = new Thread(this::end, "end of warm TLC");
    private boolean closed;

    public WarmTlc() {
        this(PATIENCE);
    }

    /** @param patience how long a cfg may take before it is left to a JVM of its own */
    WarmTlc(Duration patience) {
        this.patience = patience;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * {@return what TLC says, as a JVM of its own would; empty if that has to be asked: liveness, more than one worker,
     * counted actions, runs that are not brief, and whatever the warm JVM could not end}
     *
     * @throws SpecException if a file or the Java installation is missing
     */
    public Optional<TlcResult> check(TlcRequest request, ProgressListener listener) {
        if (request.workers() != 1 || request.coverage() || !request.brief()) {
            return Optional.empty();
        }
        request.requireFiles();
        WarmJvm jvm = take(request);
        boolean answered = false;
        try {
            Optional<TlcResult> result = jvm.check(request, patience, listener);
            answered = jvm.isAlive();
            requireOpen();
            return result;
        } finally {
            giveBack(jvm, answered);
        }
    }

    private WarmJvm take(TlcRequest request) {
        synchronized (all) {
            requireOpen();
            if (!idle.isEmpty()) {
                return idle.pop();
            }
            WarmJvm jvm = WarmJvm.start(request);
            all.add(jvm);
            return jvm;
        }
    }

    /** Who ends the JVMs wants no answer from another one either. */
    private void requireOpen() {
        synchronized (all) {
            if (closed) {
                throw new CancellationException("the program is ending");
            }
        }
    }

    private void giveBack(WarmJvm jvm, boolean answered) {
        synchronized (all) {
            if (answered && !closed) {
                idle.push(jvm);
                return;
            }
            all.remove(jvm);
        }
        jvm.close();
    }

    /** {@return the JVMs there are, for tests that end them} */
    List<ProcessHandle> processes() {
        synchronized (all) {
            return all.stream().map(WarmJvm::process).toList();
        }
    }

    private void end() {
        List<WarmJvm> left;
        synchronized (all) {
            closed = true;
            left = List.copyOf(all);
            all.clear();
            idle.clear();
        }
        left.forEach(WarmJvm::close);
    }

    /** Ends all of them, at work or not. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending, and the hook has done or will do the same.
            return;
        }
    }
}
