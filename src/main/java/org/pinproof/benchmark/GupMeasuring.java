package org.pinproof.benchmark;

import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.pinproof.benchmark.Measurement.Time;

/** Measures by JMH, in JVMs of their own: in one that has run something else the code would be compiled for that as well. */
public final class GupMeasuring {
    private final Timing timing;

    /** Measures this long. */
    public GupMeasuring(Timing timing) {
        this.timing = timing;
    }

    /**
     * {@return what this command takes}
     *
     * @throws NotPinnedException if a page does not look pinned
     * @throws NotMeasuredException if nothing was taken, or JMH cannot measure
     */
    public Measurement measure(GupCommand command, Workload workload) {
        Rehearsal rehearsal = Rehearsal.of(command, workload);
        if (rehearsal.covered() == 0) {
            throw new NotMeasuredException(command + " took no page, so there is nothing to measure", null);
        }
        try {
            Collection<RunResult> results = new Runner(options(command, workload)).run();
            return new Measurement(command, workload, rehearsal, time(results, "get"), time(results, "put"));
        } catch (RunnerException e) {
            throw new NotMeasuredException("JMH could not measure " + command + ": " + e.getMessage(), e);
        }
    }

    private Options options(GupCommand command, Workload workload) {
        return new OptionsBuilder()
                .include(GupBenchmark.class.getName() + "\\.")
                .param("command", command.name())
                .param("mapping", workload.mapping().name())
                .param("pages", Integer.toString(workload.pages()))
                .param("perCall", Integer.toString(workload.perCall()))
                .param("write", Boolean.toString(workload.write()))
                .threads(workload.threads())
                .forks(timing.forks())
                .warmupIterations(timing.warmups())
                .warmupTime(TimeValue.milliseconds(timing.milliseconds()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.milliseconds()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static Time time(Collection<RunResult> results, String method) {
        Result<?> result = results.stream()
                .filter(each -> each.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has no result of " + method))
                .getPrimaryResult();
        Statistics invocations = result.getStatistics();
        return new Time(
                invocations.getPercentile(50), (invocations.getPercentile(75) - invocations.getPercentile(25)) / 2);
    }
}
