package org.pinproof.tlc;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of TLC.
 *
 * @param source the specification and cfg
 * @param workers threads that search; one is used for temporal properties whatever this says, because this TLC misses
 *     violations of them otherwise (tlaplus issue 971)
 * @param heapMegabytes TLC's heap
 * @param limit after which the run is stopped and inconclusive
 * @param javaHome the Java installation that runs TLC
 * @param coverage whether TLC counts how often each action is taken, which costs it a third of its time
 * @param brief whether the run is known to be short, so that compiling TLC well would take longer than it saves
 */
public record TlcRequest(
        SpecSource source,
        int workers,
        int heapMegabytes,
        Duration limit,
        Path javaHome,
        boolean coverage,
        boolean brief) {
    private static final int HEAP = 1024;

    /** {@return a run with one worker, 1 GB of heap, an hour at most, on the Java that runs this program} */
    public static TlcRequest of(Path specDir, String module, Path cfg) {
        SpecSource source = new SpecSource(specDir.toAbsolutePath().normalize(), module, cfg.toAbsolutePath());
        return new TlcRequest(
                source, 1, HEAP, Duration.ofHours(1), Path.of(System.getProperty("java.home")), true, false);
    }

    public TlcRequest withWorkers(int number) {
        return new TlcRequest(source, number, heapMegabytes, limit, javaHome, coverage, brief);
    }

    public TlcRequest withHeapMegabytes(int megabytes) {
        return new TlcRequest(source, workers, megabytes, limit, javaHome, coverage, brief);
    }

    public TlcRequest withLimit(Duration duration) {
        return new TlcRequest(source, workers, heapMegabytes, duration, javaHome, coverage, brief);
    }

    public TlcRequest withJavaHome(Path home) {
        return new TlcRequest(source, workers, heapMegabytes, limit, home, coverage, brief);
    }

    public TlcRequest withCoverage(boolean counted) {
        return new TlcRequest(source, workers, heapMegabytes, limit, javaHome, counted, brief);
    }

    public TlcRequest withBrief(boolean isShort) {
        return new TlcRequest(source, workers, heapMegabytes, limit, javaHome, coverage, isShort);
    }

    /** @throws SpecException if there is no such module or cfg */
    void requireFiles() {
        SpecSteppers.requireFile(source.directory().resolve(source.module() + ".tla"), "module " + source.module());
        SpecSteppers.requireFile(source.cfg(), "cfg");
    }
}
