package org.pinproof.tlc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pinproof.tlc.TlcVerdict.Inconclusive;

/**
 * TLC at work on one cfg in a JVM of its own, because TLC assumes a fresh one: settings of one run stick to the next, and
 * several of its parts call {@code System.exit}.
 *
 * <p>Nothing it does is visible outside its private folders, and it listens on loopback only. {@link #close} kills it, as
 * does the end of this JVM.
 */
public final class TlcRun implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TlcRequest request;
    private final RunFolder folder;
    private final Process process;
    private final Thread atExit;
    private final long began = System.nanoTime();
    private volatile Optional<String> stopped = Optional.empty();

    private TlcRun(TlcRequest request, RunFolder folder, Process process) {
        this.request = request;
        this.folder = folder;
        this.process = process;
        this.atExit = new Thread(this::killAndClean, "end of TLC run");
    }

    /**
     * Runs TLC to its end.
     *
     * @throws SpecException if a file or the Java installation is missing
     */
    public static TlcResult check(TlcRequest request, ProgressListener listener) {
        try (TlcRun run = start(request)) {
            return run.await(listener);
        }
    }

    /**
     * Starts TLC.
     *
     * @throws SpecException if a file or the Java installation is missing
     */
    public static TlcRun start(TlcRequest request) {
        request.requireFiles();
        try {
            RunFolder folder = RunFolder.of(request.source());
            try {
                Process process = new ProcessBuilder(TlcCommand.of(request, folder))
                        .directory(folder.spec().toFile())
                        .redirectError(folder.complaints().toFile())
                        .start();
                return new TlcRun(request, folder, process).endingWithThisJvm();
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("TLC could not be started: " + e.getMessage(), e);
        }
    }

    private TlcRun endingWithThisJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
            return this;
        } catch (IllegalStateException ending) {
            killAndClean();
            throw new CancellationException("the program is ending");
        }
    }

    /** Waits for the end and hears of progress on this thread. To be called once. */
    public TlcResult await(ProgressListener listener) {
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                () -> stop("the time limit of " + request.limit().toSeconds() + " s was reached; raise it"),
                CompletableFuture.delayedExecutor(request.limit().toMillis(), TimeUnit.MILLISECONDS));
        try {
            TlcReport report = listen(listener);
            int exit = process.waitFor();
            TlcVerdict verdict = stopped.<TlcVerdict>map(Inconclusive::new)
                    .orElseGet(() -> VerdictRule.of(report, exit, request, complaints()));
            return report.result(verdict, seconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop("the thread that waited for TLC was interrupted");
            return new TlcReport().result(new Inconclusive(stopped.orElseThrow()), seconds());
        } finally {
            watchdog.cancel(false);
            close();
        }
    }

    private TlcReport listen(ProgressListener listener) {
        TlcReport report = new TlcReport();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode event = JSON.readTree(line);
                if (event.get("event").asText().equals("progress")) {
                    listener.progress(Progress.of(event, seconds()));
                } else {
                    report.take(event);
                }
            }
        } catch (IOException e) {
            // A killed JVM can leave half a line; that it is dead is found out next.
            return report;
        }
        return report;
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private String complaints() {
        try {
            return Files.readString(folder.complaints());
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** {@return the process, for tests that look at it or end it} */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** {@return the private folders, for tests that look whether they are gone} */
    RunFolder folder() {
        return folder;
    }

    private synchronized void stop(String reason) {
        if (process.isAlive()) {
            stopped = stopped.or(() -> Optional.of(reason));
            process.destroyForcibly();
        }
    }

    /** Kills TLC if it still runs; its result then is inconclusive. Deletes the private folders. */
    @Override
    public void close() {
        stop("TLC was cancelled");
        killAndClean();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending, and the hook has done or will do the same.
            return;
        }
    }

    private synchronized void killAndClean() {
        try {
            process.destroyForcibly().waitFor();
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "folder " + folder.root() + " could not be deleted; delete it by hand: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
