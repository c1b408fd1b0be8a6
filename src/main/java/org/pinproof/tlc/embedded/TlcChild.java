package org.pinproof.tlc.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.pinproof.tlc.TlcJob;

/**
 * The main class of the JVM that runs TLC once: tells of everything as JSON events on standard output, one a line, and
 * ends when TLC does or when the program that started it is gone.
 */
public final class TlcChild {
    private TlcChild() {}

    /** @param args module, cfg file, folder for state files, workers, whether to count actions */
    public static void main(String[] args) {
        endWithParent();
        PrintStream events = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        String here = Path.of("").toAbsolutePath().toString();
        TlcJob job = new TlcJob(
                here, here, args[0], args[1], args[2], Integer.parseInt(args[3]), Boolean.parseBoolean(args[4]));
        int exit = new EmbeddedTlc().check(job, events);
        Runtime.getRuntime().halt(exit);
    }

    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            continue;
                        }
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(1);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "waits for the end of the parent");
        watch.setDaemon(true);
        watch.start();
    }
}
