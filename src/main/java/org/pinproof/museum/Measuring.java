package org.pinproof.museum;

import com.google.common.math.Quantiles;
import com.google.common.primitives.Doubles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Pct;
import org.pinproof.explore.RandomWalk;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.Shrinker;
import org.pinproof.explore.SourceDpor;
import org.pinproof.explore.Strategy;
import org.pinproof.sched.Machine;
import org.pinproof.tlc.ManifestEntry;
import org.pinproof.tlc.ProgressListener;
import org.pinproof.tlc.SpecException;
import org.pinproof.tlc.TlcRequest;
import org.pinproof.tlc.TlcResult;
import org.pinproof.tlc.TlcRun;
import org.pinproof.tlc.TlcVerdict;
import org.pinproof.tlc.WarmTlc;

/** Looks for a bug by TLC and by the explorer's strategies, and says how long that takes. */
public final class Measuring {
    /** How many seeds each strategy is tried with: 1 to this. */
    public static final int SEEDS = 20;

    /** Most executions of one strategy with one seed. */
    public static final long MOST_EXECUTIONS = 10_000;

    private static final long MOST_STATES = 200_000;

    private final Path folder;
    private final WarmTlc warm;
    private final BooleanSupplier stop;

    /**
     * @param folder of the specifications
     * @param warm asked before a JVM is started for one cfg
     * @param stop ends it with an incomplete answer, which is then thrown away
     */
    public Measuring(Path folder, WarmTlc warm, BooleanSupplier stop) {
        this.folder = folder;
        this.warm = warm;
        this.stop = stop;
    }

    /**
     * {@return the figures of a bug; empty if it was told to stop}
     *
     * @throws SpecException if one of the sides does not find it at all
     */
    public Optional<Figures> of(Exhibit exhibit) {
        String slug = exhibit.bug().slug();
        Twin twin = exhibit.twin()
                .orElseThrow(
                        () -> new SpecException(slug + " is not planted on both sides; see what is one-sided: bugs"));
        Figures.Tlc tlc = tlc(exhibit.cfg().orElseThrow());
        Figures.Code code = code(twin);
        return stop.getAsBoolean() ? Optional.empty() : Optional.of(new Figures(slug, tlc, code));
    }

    /** TLC is asked twice where that can be had in a warm JVM: the first time is that of classes still being loaded. */
    private Figures.Tlc tlc(ManifestEntry cfg) {
        TlcRequest request = TlcRequest.of(folder, cfg.module(), folder.resolve(cfg.cfg()))
                .withWorkers(1)
                .withCoverage(false)
                .withBrief(true);
        TlcResult result = warm.check(request, ProgressListener.NONE)
                .flatMap(first -> warm.check(request, ProgressListener.NONE))
                .orElseGet(() -> TlcRun.check(request, ProgressListener.NONE));
        if (!(result.verdict() instanceof TlcVerdict.Violates violates)) {
            throw new SpecException(cfg.cfg() + ": expected " + cfg.expected() + ", got " + result.verdict()
                    + "; see: check " + cfg.cfg());
        }
        return new Figures.Tlc(
                cfg.cfg(), violates.property(), rounded(result.seconds()), result.distinct(), result.depth());
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private Figures.Code code(Twin twin) {
        Optional<Result.Violated> first = find(twin, new RandomWalk(1));
        Figures.Found random = found(twin, RandomWalk::new);
        Figures.Found pct = found(twin, seed -> new Pct(3, seed));
        Figures.Found dpor = found(twin, SourceDpor::new);
        return new Figures.Code(twin.mutant().script(), random, pct, dpor, shrunk(twin, first));
    }

    private Figures.Found found(Twin twin, LongFunction<Strategy> strategies) {
        List<Double> executions = new ArrayList<>();
        int found = 0;
        for (long seed = 1; seed <= SEEDS && !stop.getAsBoolean(); seed++) {
            Optional<Result.Violated> result = find(twin, strategies.apply(seed));
            found += result.isPresent() ? 1 : 0;
            executions.add(
                    result.map(violated -> (double) violated.executions()).orElse(Double.POSITIVE_INFINITY));
        }
        double median = executions.isEmpty()
                ? Double.POSITIVE_INFINITY
                : Quantiles.median().compute(executions);
        return new Figures.Found(SEEDS, found, Doubles.isFinite(median) ? median : null);
    }

    private Optional<Result.Violated> find(Twin twin, Strategy strategy) {
        Result result = Exploration.of(machine(twin), strategy, MOST_EXECUTIONS)
                .stoppingWhen(stop)
                .run();
        return result instanceof Result.Violated violated ? Optional.of(violated) : Optional.empty();
    }

    private int shrunk(Twin twin, Optional<Result.Violated> first) {
        if (first.isPresent()) {
            return new Shrinker(strategy ->
                            Exploration.of(machine(twin), strategy, 1).run())
                    .shrink(first.get())
                    .schedule()
                    .steps();
        }
        Result shortest = ShortestCounterexample.of(machine(twin), MOST_STATES)
                .stoppingWhen(stop)
                .run();
        if (shortest instanceof Result.Violated violated) {
            return violated.schedule().steps();
        }
        if (stop.getAsBoolean()) {
            return 0;
        }
        throw new SpecException(twin.mutant().slug() + ": expected the explorer to find it in "
                + twin.mutant().script() + ", got " + shortest + "; correct the script");
    }

    private static Machine machine(Twin twin) {
        return new Machine(twin.rung().code(twin.mutant().script()).program());
    }
}
