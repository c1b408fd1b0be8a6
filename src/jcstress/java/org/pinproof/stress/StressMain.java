package org.pinproof.stress;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Runs both groups and judges them: a sound test must show nothing forbidden, a broken one must show something forbidden.
 *
 * <p>Started as {@code StressMain sound|broken [jcstress options]}. Without options each test runs for a few seconds, interpreted, then
 * compiled by C1, then by C2 with its code motion randomized. Reports go to {@code jcstress/} in the working directory. Exit code
 * 0: the group is as it should be; 1: it is not. One group to a JVM: jcstress keeps its settings in statics.
 */
public final class StressMain {
    private static final List<String> BOUNDED = List.of(
            "-f",
            "1",
            "-fsm",
            "1",
            "-sc",
            "false",
            "-iters",
            "3",
            "-time",
            "500",
            "-af",
            "NONE",
            "-jvmArgs",
            "-XX:+UseParallelGC -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP");

    private StressMain() {}

    private record Row(String name, String verdict, boolean asItShouldBe, long samples, String outcomes) {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        if (given.isEmpty() || !List.of("sound", "broken").contains(given.get(0))) {
            throw new IllegalArgumentException("the groups are sound and broken; got " + given);
        }
        List<String> options = given.subList(1, given.size());
        boolean good = judge(given.get(0), run(given.get(0), options.isEmpty() ? BOUNDED : options));
        System.exit(good ? 0 : 1);
    }

    private static Collection<TestResult> run(String group, List<String> options) throws Exception {
        Path reports = Files.createDirectories(Path.of("jcstress", group));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-t", "org\\.pinproof\\.stress\\." + group + "\\.", "-r", reports + "/"));
        Options parsed = new Options(all.toArray(String[]::new));
        if (!parsed.parse()) {
            throw new IllegalArgumentException("jcstress does not take " + options);
        }
        try {
            new JCStress(parsed).run();
        } catch (AssertionError forbiddenSeen) {
            // thrown after the reports are written, and the broken group is meant to cause it: judged below
            System.out.println(forbiddenSeen.getMessage());
        }
        InProcessCollector results = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(parsed.getResultFile(), results);
        reader.dump();
        reader.close();
        Files.delete(Path.of(parsed.getResultFile()));
        return ReportUtils.mergedByName(results.getTestResults());
    }

    private static boolean judge(String group, Collection<TestResult> results) {
        boolean broken = group.equals("broken");
        List<Row> rows = results.stream().map(result -> row(result, broken)).toList();
        System.out.println(AsciiTable.getTable(
                rows,
                List.of(
                        new Column()
                                .header(group)
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(Row::name),
                        new Column()
                                .header("verdict")
                                .dataAlign(HorizontalAlign.LEFT)
                                .with(Row::verdict),
                        new Column().header("samples").with(row -> Long.toString(row.samples())),
                        new Column()
                                .header("outcomes")
                                .dataAlign(HorizontalAlign.LEFT)
                                .maxWidth(70)
                                .with(Row::outcomes))));
        if (rows.isEmpty()) {
            System.out.println("No test of group " + group + " ran.");
        }
        return !rows.isEmpty() && rows.stream().allMatch(Row::asItShouldBe);
    }

    private static Row row(TestResult result, boolean broken) {
        Collection<GradingResult> grades = result.grading().gradingResults.values();
        long forbidden = grades.stream()
                .filter(grade -> grade.expect == Expect.FORBIDDEN)
                .mapToLong(grade -> grade.count)
                .sum();
        boolean ran = result.status() == Status.NORMAL && result.getTotalCount() > 0;
        boolean good = ran && (broken ? forbidden > 0 : forbidden == 0 && result.grading().isPassed);
        String verdict = !ran
                ? "ERROR: did not run"
                : forbidden > 0
                        ? (broken ? "seen" : "FORBIDDEN") + " " + forbidden + " times"
                        : broken ? "NOT SEEN" : "held";
        String outcomes = result.getStateKeys().stream()
                .map(key -> "[" + key + "] " + result.getCount(key))
                .collect(Collectors.joining("  "));
        String name = result.getName().substring(result.getName().lastIndexOf('.') + 1);
        return new Row(name, verdict, good, result.getTotalCount(), outcomes);
    }
}
