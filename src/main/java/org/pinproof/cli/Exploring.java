package org.pinproof.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.pinproof.conform.Claim;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.Recording;
import org.pinproof.conform.RungScript;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Counts;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.InterleavingCount;
import org.pinproof.explore.Judged;
import org.pinproof.explore.RandomWalk;
import org.pinproof.explore.Replay;
import org.pinproof.explore.Result;
import org.pinproof.explore.ScriptException;
import org.pinproof.report.ExploreReport;
import org.pinproof.report.Interleaving;
import org.pinproof.report.Interleavings;
import org.pinproof.report.Judgement;
import org.pinproof.report.VerdictReport;
import org.pinproof.sched.Heartbeat;
import org.pinproof.sched.Limits;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;

/**
 * One exploration, from what was asked to the report on it.
 *
 * @param exactly the one schedule to run instead of the plan's strategy
 * @param stop ends it with what was found so far
 */
record Exploring(Subject subject, ConformingExploration.Plan plan, Optional<Schedule> exactly, BooleanSupplier stop) {
    /** Strategies that end by themselves, having seen every class of executions, or every one. */
    static final ImmutableSet<String> EXHAUSTIVE = ImmutableSet.of(ConformingExploration.STATEFUL, "dpor", "naive");

    private static final int MOST_STATES_TO_COUNT = 500_000;

    /** Explores with every step held against the specification. */
    ExploreReport against(CheckedSpec spec, RungScript script, Heartbeat heartbeat, Optional<Path> file) {
        ConformingExploration exploration = new ConformingExploration(script.text(), spec, heartbeat, stop);
        Optional<ConformingExploration.Outcome> outcome =
                exactly.isPresent() ? Optional.empty() : Optional.of(exploration.run(plan));
        Verdict verdict = exactly.map(exploration::explain)
                .orElseGet(() -> outcome.orElseThrow().verdict());
        Optional<Schedule> shown = shown(verdict).or(() -> exactly);
        if (file.isPresent()) {
            Schedule recorded = shown.orElseGet(this::anyExecution);
            Verdict claim = exploration.first(recorded);
            record(file.get(), recorded, claim);
            if (shown(verdict).isEmpty() && shown(claim).isPresent()) {
                // The exploration did not come to this execution; it has been looked at now, and what
                // it shows is a fact.
                verdict = claim;
                shown = Optional.of(recorded);
            }
        }
        Optional<Interleaving> execution = shown.map(schedule -> beside(
                script, Interleavings.of(TraceFiles.stream(Recording.of(schedule)), schedule.steps()), schedule));
        Counts counts = outcome.map(o -> o.result().counts())
                .orElseGet(() -> new Counts(
                        1,
                        1,
                        exactly.orElseThrow().steps(),
                        0,
                        0,
                        exactly.orElseThrow().steps()));
        String covered = outcome.map(o -> covered(o.result())).orElse("the one execution of the schedule");
        return report(
                Optional.of(script.rung().module()),
                covered,
                outcome.flatMap(o -> interleavings(o.result(), heartbeat)),
                counts,
                VerdictReport.of(verdict, execution),
                Judgement.of(verdict),
                file);
    }

    /** Explores without a specification. */
    ExploreReport alone(Heartbeat heartbeat) {
        Result result = exactly.isPresent()
                ? replayed(exactly.get(), heartbeat)
                : new PlainExploration(subject::program, subject.gravest(), plan, stop, heartbeat).run();
        Verdict verdict = PlainExploration.verdict(result, reproduce());
        Optional<Interleaving> execution = shown(verdict).or(() -> exactly).map(this::cells);
        return report(
                Optional.empty(),
                covered(result),
                interleavings(result, heartbeat),
                result.counts(),
                VerdictReport.of(verdict, execution),
                Judgement.of(verdict),
                Optional.empty());
    }

    /** What is wrong with this very execution; of several things a gravest. */
    private Result replayed(Schedule schedule, Heartbeat heartbeat) {
        Result result = replayed(new Judged(subject.program(), subject.gravest()), schedule, heartbeat);
        return result instanceof Result.Violated ? result : replayed(subject.program(), schedule, heartbeat);
    }

    private static Result replayed(Program program, Schedule schedule, Heartbeat heartbeat) {
        Machine machine = new Machine(program, Limits.DEFAULT, heartbeat);
        return Exploration.of(machine, new Replay(schedule), 1).run();
    }

    private Interleaving cells(Schedule schedule) {
        Interleaving cells = CellInterleaving.of(subject.program(), schedule);
        return subject instanceof Subject.Specified specified ? beside(specified.script(), cells, schedule) : cells;
    }

    private static Interleaving beside(RungScript script, Interleaving execution, Schedule schedule) {
        return StateBeside.of(execution, script.rung().code(script.text()), schedule);
    }

    private String reproduce() {
        return "explore --schedule '%s'" + (subject instanceof Subject.Specified ? " --no-conform" : "");
    }

    /** The invariants that say anything of the script, if all of them hold. */
    private ImmutableList<String> holding(boolean specified, Judgement judgement) {
        return specified && judgement == Judgement.HELD && subject instanceof Subject.Specified of
                ? of.script().rung().claims(of.script().text())
                : ImmutableList.of();
    }

    /** How many executions the stateful search stands for; it has no need to run any. */
    private Optional<BigInteger> interleavings(Result result, Heartbeat heartbeat) {
        return result instanceof Result.Held && plan.strategy().equals(ConformingExploration.STATEFUL)
                ? new InterleavingCount(new Machine(subject.program(), Limits.DEFAULT, heartbeat), MOST_STATES_TO_COUNT)
                        .run()
                : Optional.empty();
    }

    private static String covered(Result result) {
        if (result instanceof Result.Held held) {
            return held.exhausted();
        }
        return result instanceof Result.Bounded bounded ? bounded.bound() : "up to the first thing that is wrong";
    }

    private static Optional<Schedule> shown(Verdict verdict) {
        if (verdict instanceof Verdict.Diverges diverges) {
            return diverges.divergence().schedule();
        }
        return verdict instanceof Verdict.Violates violates ? violates.schedule() : Optional.empty();
    }

    /**
     * @param claim what the specification says of this very execution, whatever was found of others or by the code's own
     *     checks: it is what a reader of the file will come to
     */
    private void record(Path file, Schedule schedule, Verdict claim) {
        if (schedule.steps() == 0) {
            throw new ScriptException("--record needs an execution that takes a step, and " + subject.name()
                    + " takes none; give a task something to call, or leave --record out");
        }
        Trace trace = Recording.of(schedule);
        TraceFiles.write(
                file,
                trace.withHeader(trace.header()
                        .withSeed(plan.seed())
                        .withDescription(subject.question().orElse(subject.name()))
                        .withOutcome(Claim.of(claim))));
    }

    private Schedule anyExecution() {
        Machine machine = new Machine(subject.program());
        Exploration.of(machine, new RandomWalk(plan.seed()), 1).run();
        return machine.trail().schedule(machine.program().name());
    }

    private ExploreReport report(
            Optional<String> specification,
            String covered,
            Optional<BigInteger> interleavings,
            Counts counts,
            VerdictReport verdict,
            Judgement judgement,
            Optional<Path> file) {
        boolean samples = exactly.isEmpty() && !EXHAUSTIVE.contains(plan.strategy());
        return new ExploreReport(
                subject.name(),
                subject.question(),
                subject.program().name(),
                exactly.isPresent() ? "schedule" : plan.strategy(),
                samples ? OptionalLong.of(plan.seed()) : OptionalLong.empty(),
                specification.isPresent(),
                specification,
                covered,
                interleavings,
                holding(specification.isPresent(), judgement),
                counts.executions(),
                counts.states(),
                counts.steps(),
                counts.depth(),
                verdict,
                file.map(Path::toString),
                judgement);
    }
}
