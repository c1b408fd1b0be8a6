package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pinproof.conform.CodeMutant;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.Rung;
import org.pinproof.conform.Rungs;
import org.pinproof.explore.StrategyCatalog;
import org.pinproof.explore.litmus.LitmusCatalog;
import org.pinproof.report.Report;
import org.pinproof.report.ScenarioReport;
import org.pinproof.sched.Schedule;
import org.pinproof.sched.Watchdog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the Java code under interleavings, and holds every step against the specification. */
@Command(
        name = "explore",
        description = {
            "Explores the interleavings of a scenario, and holds every step of the Java code against the specification.",
            "Without a scenario, lists what there is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  java -jar target/pinproof.jar explore pin-vs-clean",
            "  java -jar target/pinproof.jar explore pin-vs-clean~A19-no-recheck",
            "  java -jar target/pinproof.jar explore writeback --policy NONE",
            "  java -jar target/pinproof.jar explore 'leaf/2/2/pin(0,2)|zap(0)' --runs 500",
            "  java -jar target/pinproof.jar explore two-pages --strategy pos --seed 7",
            "  java -jar target/pinproof.jar explore B7 --strategy dpor"
        })
final class ExploreVerb extends Verb {
    /** How long no step may be taken before the code under test is given up as stuck. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long MOST_STATES = 5_000_000;
    private static final long MOST_EXECUTIONS = 1_000_000;
    private static final long SAMPLES = 10_000;

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A scenario's name, NAME~MUTANT for code with a bug, a script, or a litmus program's name.")
    private String scenario;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description =
                    "Run a scenario of writeback under this policy instead of its own: what writeback does with a page"
                            + " that may be pinned. NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY, REVOKE, DENY.")
    private String policy;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = ConformingExploration.STATEFUL,
            description = "stateful (the default): every reachable state; can conclude that all conform. naive: every"
                    + " execution; can conclude the same, of the smallest programs. dpor: one execution of each class of"
                    + " equivalent ones; it covers final states only, so it can conclude of a litmus program, but of a"
                    + " scenario, which also has properties of the states between steps, it finds bugs or ends"
                    + " INCONCLUSIVE. Samplers, which never conclude more than INCONCLUSIVE: portfolio, random, urw,"
                    + " pos, pct1, pct2, pct3.")
    private String strategy;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of a sampler (default: 1).")
    private long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Most executions, or most states of the stateful search (default: 10,000 samples, 1,000,000"
                    + " executions, 5,000,000 states).")
    private Long runs;

    @Option(
            names = "--schedule",
            paramLabel = "S",
            description =
                    "Run exactly this schedule, as a report printed it, and explain it. It names its scenario, so SCENARIO may be"
                            + " left out.")
    private String schedule;

    @Option(names = "--twice", description = "Run each execution twice, and fail if the two differ.")
    private boolean twice;

    @Option(
            names = "--no-conform",
            description = "Leave the specification out: only the explorer's own checks count. They see less: they judge"
                    + " the states between steps, and counts at a quiet end. That a page was used after its entry was"
                    + " unmapped, for example, is seen by the specification only.")
    private boolean noConform;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write the execution that shows what was found as a trace; if nothing was, a random one by the"
                            + " seed. The file claims what the specification says of that execution. The name ends in .itf.json or"
                            + " .ndjson.")
    private Path record;

    @Mixin
    private SpecFolder specFolder;

    @Override
    Report report() {
        if (scenario == null && schedule == null) {
            if (policy != null) {
                throw badUsage("--policy needs a scenario to run, for example: explore writeback --policy " + policy);
            }
            return scenarios();
        }
        requireUsable();
        Subject named = Subject.named(
                scenario != null ? scenario : Schedule.parse(schedule).scenario());
        Subject subject = policy == null ? named : named.under(policy);
        Optional<Schedule> exactly = Optional.ofNullable(schedule).map(subject::schedule);
        long most = runs != null ? runs : mostByDefault();
        ConformingExploration.Plan plan = new ConformingExploration.Plan(strategy, seed, most, twice);
        Exploring exploring = new Exploring(subject, plan, exactly, console().interrupted());
        Optional<Path> file = Optional.ofNullable(record);
        if (subject instanceof Subject.Specified specified && !noConform) {
            try (OpenSpecs specs = new OpenSpecs(specFolder.in(this))) {
                return specs.use(
                        specified.script(),
                        spec -> new Watchdog(PATIENCE)
                                .watch(heartbeat -> exploring.against(spec, specified.script(), heartbeat, file)));
            }
        }
        if (record != null) {
            throw badUsage(
                    "--record writes traces of the specification's variables; it goes with scenarios and scripts,"
                            + " without --no-conform");
        }
        return new Watchdog(PATIENCE).watch(exploring::alone);
    }

    private void requireUsable() {
        if (schedule != null && policy != null) {
            throw badUsage("a schedule carries its script, and with it its policy, and means other steps under another;"
                    + " leave --policy out, or --schedule");
        }
        if (runs != null && runs < 1) {
            throw badUsage("--runs must be at least 1; found " + runs);
        }
        boolean stateful = strategy.equals(ConformingExploration.STATEFUL);
        if (!stateful && !StrategyCatalog.names().contains(strategy)) {
            throw badUsage("unknown strategy \"" + strategy + "\"; there are " + ConformingExploration.STATEFUL + ", "
                    + String.join(", ", StrategyCatalog.names()));
        }
        if (twice && stateful) {
            throw badUsage(
                    "--twice compares executions, which the stateful search does not run; add --strategy portfolio"
                            + " or another");
        }
        if (record != null && !record.toString().matches(".*\\.(itf\\.json|ndjson)")) {
            throw badUsage("--record needs a name that ends in .itf.json or .ndjson; found " + record);
        }
    }

    private long mostByDefault() {
        if (strategy.equals(ConformingExploration.STATEFUL)) {
            return MOST_STATES;
        }
        return Exploring.EXHAUSTIVE.contains(strategy) ? MOST_EXECUTIONS : SAMPLES;
    }

    private static Report scenarios() {
        ImmutableList.Builder<ScenarioReport.Scenario> scenarios = ImmutableList.builder();
        ImmutableList.Builder<String> mutants = ImmutableList.builder();
        ImmutableMap.Builder<String, ImmutableList<String>> mutantsOf = ImmutableMap.builder();
        for (Rung rung : Rungs.ALL.inOrder()) {
            rung.scenarios()
                    .forEach(s -> scenarios.add(new ScenarioReport.Scenario(
                            s.name(), s.question(), s.breaks(), s.script(), rung.module())));
            ImmutableList<String> slugs =
                    rung.mutants().stream().map(CodeMutant::slug).collect(ImmutableList.toImmutableList());
            mutants.addAll(slugs);
            mutantsOf.put(rung.module(), slugs);
        }
        return new ScenarioReport(
                scenarios.build(),
                mutants.build(),
                mutantsOf.buildOrThrow(),
                Rungs.ALL.inOrder().stream()
                        .flatMap(rung -> rung.policies().stream())
                        .collect(ImmutableList.toImmutableList()),
                LitmusCatalog.names().asList());
    }
}
