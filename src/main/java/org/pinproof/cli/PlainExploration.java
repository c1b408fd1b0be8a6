package org.pinproof.cli;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.pinproof.conform.ConformingExploration;
import org.pinproof.conform.Verdict;
import org.pinproof.explore.Determinism;
import org.pinproof.explore.Exploration;
import org.pinproof.explore.Judged;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.Shrinker;
import org.pinproof.explore.StatefulSearch;
import org.pinproof.explore.Strategy;
import org.pinproof.explore.StrategyCatalog;
import org.pinproof.sched.Heartbeat;
import org.pinproof.sched.Limits;
import org.pinproof.sched.Machine;
import org.pinproof.sched.Program;

/**
 * An exploration that asks no specification: the program's own properties are what counts.
 *
 * @param programs makes a fresh one
 * @param gravest the properties whose violation is reported rather than an earlier one of another
 * @param stop ends it with what was found so far
 */
record PlainExploration(
        Supplier<Program> programs,
        ImmutableSet<String> gravest,
        ConformingExploration.Plan plan,
        BooleanSupplier stop,
        Heartbeat heartbeat) {
    /** Up to here a counterexample is made shortest by search, beyond by shrinking. */
    private static final long MOST_STATES_TO_SHORTEN = 1_000_000;

    /** {@return what was found, by the simplest schedule that shows it} */
    Result run() {
        Result result = plan.strategy().equals(ConformingExploration.STATEFUL)
                ? StatefulSearch.of(machine(), plan.runs()).stoppingWhen(stop).run()
                : Exploration.of(machine(), strategy(), plan.runs())
                        .stoppingWhen(stop)
                        .run();
        return result instanceof Result.Violated violated ? simplest(violated) : result;
    }

    /** Another violation may have a shorter way; then the one that was found is kept, shrunk. */
    private Result simplest(Result.Violated found) {
        if (!gravest.isEmpty() && shortest(new Judged(programs.get(), gravest)) instanceof Result.Violated violated) {
            return new Result.Violated(violated.text(), violated.schedule(), found.executions(), found.counts());
        }
        Result shortest = shortest(programs.get());
        if (shortest instanceof Result.Violated violated && violated.text().equals(found.text())) {
            return new Result.Violated(found.text(), violated.schedule(), found.executions(), found.counts());
        }
        return new Shrinker(strategy -> Exploration.of(machine(), strategy, 1).run()).shrink(found);
    }

    private Result shortest(Program program) {
        return ShortestCounterexample.of(new Machine(program, Limits.DEFAULT, heartbeat), MOST_STATES_TO_SHORTEN)
                .stoppingWhen(stop)
                .run();
    }

    private Machine machine() {
        return new Machine(programs.get(), Limits.DEFAULT, heartbeat);
    }

    private Strategy strategy() {
        Strategy strategy = StrategyCatalog.strategy(plan.strategy(), plan.seed());
        return plan.twice() ? new Determinism(strategy) : strategy;
    }

    /**
     * {@return the result in the words of conformance}
     *
     * @param reproduce the command that shows a violation again, with {@code %s} for the schedule
     */
    static Verdict verdict(Result result, String reproduce) {
        if (result instanceof Result.Held held) {
            long steps = held.counts().steps();
            return steps == 0
                    ? new Verdict.Failed("the program takes no steps, so there is nothing to explore")
                    : new Verdict.Conforms(steps);
        }
        if (result instanceof Result.Bounded bounded) {
            return new Verdict.Inconclusive(bounded.bound());
        }
        Result.Violated violated = (Result.Violated) result;
        return new Verdict.Violates(
                violated.text(),
                violated.schedule().steps(),
                Optional.of(violated.schedule()),
                reproduce.replace("%s", violated.schedule().toString()));
    }
}
