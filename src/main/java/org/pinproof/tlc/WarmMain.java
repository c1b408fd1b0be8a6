package org.pinproof.tlc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The main class of a JVM that runs TLC on one cfg after the other, as standard input names them: a {@link TlcJob} as JSON
 * on a line each. It answers with TLC's events, or with the one event {@code unfit} if the cfg needs a JVM of its own, and
 * ends when standard input does, so with the program that started it.
 */
public final class WarmMain {
    /** The one event that is not TLC's. */
    static final String UNFIT = "unfit";

    private static final ObjectMapper JSON = new ObjectMapper();

    private WarmMain() {}

    /** @param args none */
    public static void main(String[] args) throws InterruptedException {
        PrintStream events = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        BlockingQueue<TlcJob> asked = listen();
        while (true) {
            try {
                answer(asked.take(), events);
            } catch (RuntimeException | Error e) {
                // Half an answer may have been given; only an end is sure not to be taken for the whole.
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        }
    }

    /** A thread of its own hears the end of input while TLC is at work. */
    private static BlockingQueue<TlcJob> listen() {
        BlockingQueue<TlcJob> asked = new LinkedBlockingQueue<>();
        Thread listener = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            asked.add(JSON.readValue(line, TlcJob.class));
                        }
                    } catch (IOException e) {
                        e.printStackTrace();
                    }
                    Runtime.getRuntime().halt(1);
                },
                "hears what to check");
        listener.setDaemon(true);
        listener.start();
        return asked;
    }

    private static void answer(TlcJob job, PrintStream events) {
        SpecSource source = new SpecSource(Path.of(job.origin()), job.module(), Path.of(job.cfg()));
        try (IsolatedSpecLoader loader = IsolatedSpecLoader.of(source)) {
            TlcEngine engine = loader.engine();
            if (engine.asksSafetyOnly(job)) {
                engine.check(job, events);
            } else {
                events.println("{\"event\":\"" + UNFIT + "\"}");
                events.flush();
            }
        }
    }
}
