package org.pinproof.conform;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.pinproof.explore.Determinism;
import org.pinproof.explore.EdgeListener;
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
import org.pinproof.sched.Schedule;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/** Explores a script with every step held against the specification, and explains what it finds by the simplest schedule. */
public final class ConformingExploration {
    /** The exhaustive search, which is no strategy of executions. */
    public static final String STATEFUL = "stateful";

    /** Up to here a counterexample is made shortest by search, beyond by shrinking. */
    private static final long MOST_STATES_TO_SHORTEN = 300_000;

    private final Rung rung;
    private final String script;
    /** One for all that is run: what the specification answered once it need not be asked again. */
    private final Conformance conformance;

    private final Heartbeat heartbeat;
    private final BooleanSupplier stop;

    /**
     * How to explore.
     *
     * @param strategy {@link #STATEFUL} or a name of {@link StrategyCatalog}
     * @param seed of sampling strategies
     * @param runs most executions; of the stateful search, most states
     * @param twice whether each execution is run twice and compared
     */
    public record Plan(String strategy, long seed, long runs, boolean twice) {}

    /**
     * What an exploration found.
     *
     * @param steps how many steps were held against the specification
     * @param verdict in the words of conformance; of a violation, by the simplest schedule
     */
    public record Outcome(Result result, long steps, Verdict verdict) {}

    /** Explores this script against this specification, which was opened with the script's constants. */
    public ConformingExploration(String script, CheckedSpec spec, Heartbeat heartbeat) {
        this(script, spec, heartbeat, () -> false);
    }

    /**
     * Explores this script against this specification, which was opened with the script's constants.
     *
     * @param stop ends the exploration, as inconclusive, once it is true
     */
    public ConformingExploration(String script, CheckedSpec spec, Heartbeat heartbeat, BooleanSupplier stop) {
        this.rung = Rungs.ALL.ofScript(script);
        this.script = script;
        this.conformance = new Conformance(spec, rung.observed());
        this.heartbeat = heartbeat;
        this.stop = stop;
    }

    /** Explores. */
    public Outcome run(Plan plan) {
        ConformingSteps steps = steps(ImmutableSet.of());
        Machine machine = machine(ImmutableSet.of());
        Result result = plan.strategy().equals(STATEFUL)
                ? new StatefulSearch<>(machine, plan.runs(), steps, end -> {})
                        .stoppingWhen(stop)
                        .run()
                : new Exploration<>(machine, strategy(plan), plan.runs(), steps, end -> {})
                        .stoppingWhen(stop)
                        .run();
        return new Outcome(result, steps.steps(), verdict(result, steps.steps()));
    }

    private static Strategy strategy(Plan plan) {
        Strategy strategy = StrategyCatalog.strategy(plan.strategy(), plan.seed());
        return plan.twice() ? new Determinism(strategy) : strategy;
    }

    private static <T> Result explore(Machine machine, Strategy strategy, long runs, EdgeListener<T> listener) {
        return new Exploration<>(machine, strategy, runs, listener, end -> {}).run();
    }

    private Verdict verdict(Result result, long steps) {
        if (result instanceof Result.Held) {
            return steps == 0
                    ? new Verdict.Failed("the script takes no steps, so there is nothing to explore: " + script)
                    : new Verdict.Conforms(steps);
        }
        if (result instanceof Result.Bounded bounded) {
            return new Verdict.Inconclusive(bounded.bound());
        }
        return explain(simplest((Result.Violated) result), rung.gravest());
    }

    /**
     * The shortest schedule that breaks one of the gravest invariants, if any does and the code is the specification's so far;
     * otherwise the shortest that shows something wrong, or where that takes too long, the shrunk one.
     */
    private Result.Violated simplest(Result.Violated found) {
        if (!rung.gravest().isEmpty() && !found.text().startsWith(ConformingSteps.DIVERGES)) {
            Result gravest = shortest(rung.gravest());
            if (gravest instanceof Result.Violated violated) {
                return tidied(violated, rung.gravest());
            }
        }
        Result shortest = shortest(ImmutableSet.of());
        return shortest instanceof Result.Violated violated
                ? violated
                : new Shrinker(strategy -> explore(machine(ImmutableSet.of()), strategy, 1, steps(ImmutableSet.of())))
                        .shrink(found);
    }

    /** Of the shortest schedules one with few context switches, as far as shrinking comes upon it. */
    private Result.Violated tidied(Result.Violated shortest, ImmutableSet<String> judged) {
        Result.Violated tidy =
                new Shrinker(strategy -> explore(machine(judged), strategy, 1, steps(judged))).shrink(shortest);
        return tidy.schedule().steps() <= shortest.schedule().steps() ? tidy : shortest;
    }

    /** @param judged the invariants that count; empty if all do */
    private Result shortest(ImmutableSet<String> judged) {
        return new ShortestCounterexample<>(machine(judged), MOST_STATES_TO_SHORTEN, steps(judged))
                .stoppingWhen(stop)
                .run();
    }

    private ConformingSteps steps(ImmutableSet<String> judged) {
        return new ConformingSteps(conformance, rung.code(script), judged);
    }

    private Machine machine(ImmutableSet<String> judged) {
        Program program = rung.code(script).program();
        return new Machine(judged.isEmpty() ? program : new Judged(program, judged), Limits.DEFAULT, heartbeat);
    }

    /**
     * {@return what is wrong along this schedule of the script, with the line of code and all else that a report needs; of several
     * broken invariants a gravest one}
     */
    public Verdict explain(Schedule schedule) {
        return explain(new Result.Violated("", schedule, 1, null), rung.gravest());
    }

    /** {@return what is wrong first along this schedule of the script: what a reader of its trace will come to} */
    public Verdict first(Schedule schedule) {
        return explain(new Result.Violated("", schedule, 1, null), ImmutableSet.of());
    }

    private Verdict explain(Result.Violated violated, ImmutableSet<String> preferred) {
        Schedule schedule = violated.schedule();
        Trace trace = Recording.of(schedule);
        String reproduce = "explore --schedule '" + schedule + "'";
        Conformance.Position position = conformance.begin(trace.initial());
        if (position.isLost()) {
            return diverges(0, trace, Optional.empty(), conformance.explainStart(trace.initial()), schedule, reproduce);
        }
        Verdict.Violates first = null;
        for (Event event : trace.events()) {
            ImmutableSortedMap<String, Value> post = event.post();
            ActionCall action = new ActionCall(event.action(), event.parameters());
            Conformance.Position next = conformance.step(position, action, post);
            if (next.isLost()) {
                Refusal refusal = conformance.explain(position, action, post);
                return first != null
                        ? first
                        : diverges(event.seq() - 1, trace, Optional.of(event), refusal, schedule, reproduce);
            }
            position = next;
            Optional<String> invariant = conformance.violated(position);
            if (invariant.isPresent() && (first == null || preferred.contains(invariant.get()))) {
                first = new Verdict.Violates(invariant.get(), event.seq(), Optional.of(schedule), reproduce);
                if (preferred.isEmpty() || preferred.contains(invariant.get())) {
                    return first;
                }
            }
        }
        if (first != null) {
            return first;
        }
        return violated.text().isEmpty()
                ? new Verdict.Conforms(trace.events().size())
                : new Verdict.Violates(violated.text(), trace.events().size(), Optional.of(schedule), reproduce);
    }

    private static Verdict diverges(
            long matched, Trace trace, Optional<Event> event, Refusal refusal, Schedule schedule, String reproduce) {
        return new Verdict.Diverges(new Divergence(
                matched,
                OptionalLong.of(trace.events().size()),
                event.map(Event::task),
                event.flatMap(Event::source),
                refusal,
                Optional.of(schedule),
                reproduce));
    }
}
