package org.pinproof.tlc.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.rmi.server.RMISocketFactory;
import java.util.ArrayList;
import java.util.List;
import org.pinproof.tlc.TlcEngine;
import org.pinproof.tlc.TlcJob;
import tlc2.TLC;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.tool.impl.FastTool;
import tlc2.tool.impl.ModelConfig;
import util.ToolIO;

/** The TLC of this class loader, told what to check and heard through events. */
public final class EmbeddedTlc implements TlcEngine {

    @Override
    public int check(TlcJob job, OutputStream stream) {
        stayOnLoopback();
        EventWriter events = new EventWriter(stream);
        ToolOutput output = new ToolOutput(events);
        ToolIO.out = output;
        ToolIO.err = output;
        // Or a run that fails before its search begins would be told as the one before it.
        TLCGlobals.mainChecker = null;
        TlcRecorder recorder = new TlcRecorder(events);
        Recorders.install(recorder::record);
        int exit = run(job, events);
        return EndOfRun.tell(events, output, recorder, job.cfg(), exit);
    }

    /** This TLC's FPSet is an RMI object, exported on all interfaces unless told otherwise. */
    private static void stayOnLoopback() {
        try {
            if (RMISocketFactory.getSocketFactory() == null) {
                RMISocketFactory.setSocketFactory(new LoopbackSockets());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(TlcJob job, EventWriter events) {
        ModuleResolver resolver = resolver(job);
        TLC tlc = new TLC();
        // Temporal properties are checked once, at the end: a check in between stops at a count that
        // depends on the clock.
        List<String> options = new ArrayList<>(List.of("-tool", "-lncheck", "final", "-fp", "0", "-checkpoint", "0"));
        if (job.coverage()) {
            options.addAll(List.of("-coverage", "1"));
        }
        String workers = workers(job.cfg(), Integer.toString(job.workers()), resolver);
        options.addAll(List.of("-metadir", job.states(), "-workers", workers, "-config", job.cfg(), job.module()));
        if (!tlc.handleParameters(options.toArray(String[]::new))) {
            return 1;
        }
        tlc.setResolver(resolver);
        ProgressTicker ticker = new ProgressTicker(events);
        ticker.start();
        int code = tlc.process();
        ticker.end();
        return EC.ExitStatus.errorConstantToExitStatus(code);
    }

    private static ModuleResolver resolver(TlcJob job) {
        return new ModuleResolver(Path.of(job.folder()));
    }

    /** An unreadable cfg gets one worker too; TLC complains about it in its own words later. */
    static String workers(String cfg, String wanted, ModuleResolver resolver) {
        return hasProperties(cfg, resolver, true) ? "1" : wanted;
    }

    private static boolean hasProperties(String cfg, ModuleResolver resolver, boolean ifUnreadable) {
        try {
            ModelConfig config = new ModelConfig(cfg, resolver);
            config.parse();
            return config.getProperties().size() > 0;
        } catch (RuntimeException e) {
            return ifUnreadable;
        }
    }

    /** A refinement is a PROPERTY too, and safety; which part of one is temporal is known once the modules are read. */
    @Override
    public boolean asksSafetyOnly(TlcJob job) {
        ModuleResolver resolver = resolver(job);
        if (!hasProperties(job.cfg(), resolver, true)) {
            return true;
        }
        ToolIO.out = new ToolOutput(new EventWriter(OutputStream.nullOutputStream()));
        ToolIO.err = ToolIO.out;
        try {
            String cfg = job.cfg().replaceFirst("\\.cfg$", "");
            return new FastTool(job.folder(), job.module(), cfg, resolver).livenessIsTrue();
        } catch (RuntimeException | StackOverflowError e) {
            return false;
        }
    }
}
