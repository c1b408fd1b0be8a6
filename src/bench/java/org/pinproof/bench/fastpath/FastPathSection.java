package org.pinproof.bench.fastpath;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.pinproof.bench.Section;
import org.pinproof.bench.Table;

/** {@link FastPathBenchmark}, with one thread and with two, as times and as ratios to the raw pair. */
public final class FastPathSection implements Section {
    private static final List<String> RIVALS =
            List.of("rawPair", "stepsByHand", "pinAndUnpin", "nettyRetainAndRelease", "readWriteLockPair");

    private enum Setting {
        ALONE("1 thread", 1, "own"),
        DISTINCT("2 threads, a page each", 2, "own"),
        SHARED("2 threads, one page", 2, "shared");

        private final String title;
        private final int threads;
        private final String page;

        Setting(String title, int threads, String page) {
            this.title = title;
            this.threads = threads;
            this.page = page;
        }
    }

    @Override
    public String name() {
        return "fastpath";
    }

    @Override
    public List<Table> run() throws RunnerException {
        List<List<Table.Cell>> rows = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            Collection<RunResult> results = measure(setting);
            double raw = score(results, "rawPair").getScore();
            for (String rival : RIVALS) {
                Result<?> score = score(results, rival);
                rows.add(Table.row(
                        setting.title, rival, score.getScore(), score.getScoreError(), score.getScore() / raw));
            }
        }
        return List.of(new Table(
                "Pin and unpin of one page (ns per pair and thread)",
                List.of("setting", "what", "ns", "± (99.9 %)", "x raw pair"),
                rows,
                List.of(
                        "Aim: pinAndUnpin at most 1.25 x rawPair with 1 thread.",
                        "stepsByHand makes the same accesses on bare arrays: its distance to rawPair is the price of the"
                                + " steps, that of pinAndUnpin to it the price of their structure.")));
    }

    private static Collection<RunResult> measure(Setting setting) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(FastPathBenchmark.class.getName() + "\\.")
                        .param("page", setting.page)
                        .threads(setting.threads)
                        .forks(2)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(500))
                        .build())
                .run();
    }

    private static Result<?> score(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has no result of " + method))
                .getPrimaryResult();
    }
}
