package org.pinproof.tlc.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.server.RMISocketFactory;
import java.util.ArrayList;
import java.util.List;
import tlc2.TLC;
import tlc2.output.EC;
import tlc2.tool.impl.ModelConfig;
import util.ToolIO;

/**
 * The main class of the JVM that runs TLC once: tells of everything as JSON events on standard output, one a line, and
 * ends when TLC does or when the program that started it is gone.
 */
public final class TlcChild {
    private TlcChild() {}

    /** @param args module, cfg file, folder for state files, workers, whether to count actions */
    public static void main(String[] args) throws IOException {
        // This TLC's FPSet is an RMI object, exported on all interfaces unless told otherwise.
        RMISocketFactory.setSocketFactory(new LoopbackSockets());
        endWithParent();
        EventWriter events = new EventWriter(System.out);
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        ToolOutput output = new ToolOutput(events);
        ToolIO.out = output;
        ToolIO.err = output;
        TlcRecorder recorder = new TlcRecorder(events);
        Recorders.install(recorder::record);
        int code = run(args, events);
        int exit = EndOfRun.tell(events, output, recorder, args[1], code);
        Runtime.getRuntime().halt(exit);
    }

    private static int run(String[] args, EventWriter events) {
        ModuleResolver resolver = new ModuleResolver(Path.of("").toAbsolutePath());
        String cfg = args[1];
        TLC tlc = new TLC();
        // Temporal properties are checked once, at the end: a check in between stops at a count that
        // depends on the clock.
        List<String> options = new ArrayList<>(List.of("-tool", "-lncheck", "final", "-fp", "0", "-checkpoint", "0"));
        if (Boolean.parseBoolean(args[4])) {
            options.addAll(List.of("-coverage", "1"));
        }
        options.addAll(
                List.of("-metadir", args[2], "-workers", workers(cfg, args[3], resolver), "-config", cfg, args[0]));
        if (!tlc.handleParameters(options.toArray(String[]::new))) {
            return 1;
        }
        tlc.setResolver(resolver);
        Thread ticker = new ProgressTicker(events);
        ticker.start();
        int code = tlc.process();
        ticker.interrupt();
        return EC.ExitStatus.errorConstantToExitStatus(code);
    }

    /** An unreadable cfg gets one worker too; TLC complains about it in its own words later. */
    static String workers(String cfg, String wanted, ModuleResolver resolver) {
        try {
            ModelConfig config = new ModelConfig(cfg, resolver);
            config.parse();
            return config.getProperties().size() == 0 ? wanted : "1";
        } catch (RuntimeException e) {
            return "1";
        }
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
