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
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * Runs both groups and judges them: a sound test must show nothing forbidden, a broken one must show something forbidden.
 *
 * <p>Started as {@code StressMain [sound|broken|all] [jcstress options]}. Without options each test runs for seconds: the sound
 * ones compiled by C1 and by C2 with its code motion randomized, the broken ones by C2 alone. Reports go to {@code jcstress/} in the
 * working directory. Exit code 0: both groups are as they should be; 1: one is not.
 */
public final class StressMain {
    private static final String ANY_JVM = "-XX:+UseParallelGC -XX:-UsePerfData";
    private static final List<String> C1 = bounded("-XX:TieredStopAtLevel=1");
    private static final List<String> C2 = bounded("-XX:-TieredCompilation");
    private static final List<String> C2_RANDOMIZED = bounded("-XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions"
            + " -XX:+StressLCM -XX:+StressGCM -XX:+StressIGVN -XX:+StressCCP");

    private StressMain() {}

    private record Row(String name, String verdict, boolean asItShouldBe, long samples, String outcomes) {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        String group = given.isEmpty() ? "all" : given.get(0);
        List<String> options = given.subList(Math.min(1, given.size()), given.size());
        boolean good = true;
        for (String one : group.equals("all") ? List.of("sound", "broken") : List.of(group)) {
            InProcessCollector results = new InProcessCollector();
            for (List<String> run : options.isEmpty() ? runs(one) : List.of(options)) {
                run(one, run, results);
            }
            good &= judge(one, ReportUtils.mergedByName(results.getTestResults()));
        }
        System.exit(good ? 0 : 1);
    }

    private static List<List<String>> runs(String group) {
        return group.equals("broken") ? List.of(C2) : List.of(C1, C2_RANDOMIZED);
    }

    private static List<String> bounded(String jvm) {
        return List.of(
                "-f",
                "1",
                "-fsm",
                "1",
                "-sc",
                "false",
                "-iters",
                "2",
                "-time",
                "400",
                "-af",
                "NONE",
                "-jvmArgs",
                ANY_JVM + " " + jvm);
    }

    private static void run(String group, List<String> options, InProcessCollector results) throws Exception {
        Path reports = Files.createDirectories(Path.of("jcstress", group));
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-t", "org\\.pinproof\\.stress\\." + group + "\\.", "-r", reports + "/"));
        Options parsed = new Options(all.toArray(String[]::new));
        if (!parsed.parse()) {
            throw new IllegalArgumentException("jcstress does not take " + options);
        }
        new JCStress(parsed).run();
        DiskReadCollector reader = new DiskReadCollector(parsed.getResultFile(), results);
        reader.dump();
        reader.close();
        Files.delete(Path.of(parsed.getResultFile()));
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
            System.out.println("No test of group " + group + " ran; the groups are sound, broken and all.");
        }
        return !rows.isEmpty() && rows.stream().allMatch(Row::asItShouldBe);
    }

    private static Row row(TestResult result, boolean broken) {
        Collection<GradingResult> grades = result.grading().gradingResults.values();
        long forbidden = grades.stream()
                .filter(grade -> grade.expect == Expect.FORBIDDEN)
                .mapToLong(grade -> grade.count)
                .sum();
        boolean ran = ReportUtils.statusToPassed(result) && result.getTotalCount() > 0;
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
