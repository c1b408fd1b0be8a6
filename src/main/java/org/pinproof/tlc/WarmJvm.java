package org.pinproof.tlc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One JVM that checks cfgs one after the other; see {@link WarmMain}. Used by one thread at a time. */
final class WarmJvm implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunFolder folder;
    private final Process process;
    private final BufferedReader events;
    private final Writer requests;

    private WarmJvm(RunFolder folder, Process process) {
        this.folder = folder;
        this.process = process;
        this.events = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    static WarmJvm start(TlcRequest like) {
        try {
            RunFolder folder = RunFolder.empty();
            try {
                Process process = new ProcessBuilder(TlcCommand.warm(like, folder))
                        .directory(folder.spec().toFile())
                        .redirectError(folder.complaints().toFile())
                        .start();
                return new WarmJvm(folder, process);
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("TLC could not be started: " + e.getMessage(), e);
        }
    }

    /**
     * {@return what TLC says of this cfg; empty if it needs a JVM of its own or this one ended, which {@link #isAlive}
     * tells apart}
     *
     * @param patience how long an answer may take before the JVM is ended
     */
    Optional<TlcResult> check(TlcRequest request, Duration patience, ProgressListener listener) {
        long began = System.nanoTime();
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        try (RunFolder copy = RunFolder.of(request.source())) {
            requests.write(JSON.writeValueAsString(TlcJob.of(request, copy)) + "\n");
            requests.flush();
            return answer(request, began, listener);
        } catch (IOException e) {
            // Half a line, or none: the JVM was ended while it read or wrote.
            end();
            return Optional.empty();
        } finally {
            watchdog.cancel(false);
        }
    }

    private Optional<TlcResult> answer(TlcRequest request, long began, ProgressListener listener) throws IOException {
        TlcReport report = new TlcReport();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            JsonNode event = JSON.readTree(line);
            switch (event.get("event").asText()) {
                case WarmMain.UNFIT -> {
                    return Optional.empty();
                }
                case "progress" -> listener.progress(Progress.of(event, seconds(began)));
                case "end" -> {
                    report.take(event);
                    TlcVerdict verdict =
                            VerdictRule.of(report, event.get("exit").asInt(), request, "");
                    return Optional.of(report.result(verdict, seconds(began)));
                }
                default -> report.take(event);
            }
        }
        end();
        return Optional.empty();
    }

    /** Returns once it has ended: it is not to be asked again by somebody who finds it still alive. */
    private void end() {
        process.destroyForcibly().onExit().join();
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** {@return whether it can be asked again} */
    boolean isAlive() {
        return process.isAlive();
    }

    /** {@return the process, for tests that end it} */
    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public synchronized void close() {
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
