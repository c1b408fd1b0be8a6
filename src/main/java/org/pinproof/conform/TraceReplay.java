package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.tlc.ActionCall;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Value;

/**
 * Drives the code along a trace: each event must be a step the code takes there, and what was observed must be what the code's
 * state shows. The specification is not asked.
 */
public final class TraceReplay {
    private final String mutant;
    private final String reproduce;

    /**
     * Drives the code of the trace's specification, or a wrong version of it.
     *
     * @param mutant its slug; empty or {@link Rung#CORRECT} for the correct code
     * @param reproduce the command that replays this trace again
     */
    public TraceReplay(String mutant, String reproduce) {
        this.mutant = mutant;
        this.reproduce = reproduce;
    }

    /** Replays up to the first event that the code does not follow, or the end; the stream is not closed. */
    public Verdict replay(EventStream trace) {
        String module = trace.header().spec();
        Optional<Rung> found = Rungs.ALL.find(module);
        if (found.isEmpty()) {
            return new Verdict.Failed("the trace is of module " + module + ", and the code follows "
                    + Rungs.ALL.modules() + "; correct the trace's spec");
        }
        Rung rung = found.get();
        rung.requireMutant(mutant);
        rung.lines(trace.header().constants()); // for its refusals: the code itself reads only some of the constants
        return replay(trace, rung, new CodeDriver(rung.idle(trace.header().constants(), mutant)));
    }

    private Verdict replay(EventStream trace, Rung rung, CodeDriver driver) {
        ImmutableList<Difference> start = swapped(Difference.between(driver.state(), trace.initial()));
        List<ActionCall> path = new ArrayList<>();
        if (!start.isEmpty()) {
            return diverges(driver, path, Optional.empty(), Reason.Kind.WRONG_STATE, "", start);
        }
        while (trace.hasNext()) {
            Event event = trace.next();
            ActionCall wanted = new ActionCall(event.action(), event.parameters());
            Optional<String> impossible = impossible(rung, driver, wanted);
            if (impossible.isPresent()) {
                return new Verdict.Failed("event " + event.seq() + ": " + impossible.get());
            }
            CodeDriver.Asked asked = driver.ask(wanted);
            if (!asked.taken().equals(Optional.of(wanted))) {
                String instead = asked.taken().map(ActionCall::toString).orElse(asked.standsBefore());
                return diverges(
                        driver, path, Optional.of(wanted), Reason.Kind.MISSING_ACTION, instead, ImmutableList.of());
            }
            ImmutableList<Difference> differences = swapped(Difference.between(driver.state(), event.post()));
            if (!differences.isEmpty()) {
                return diverges(driver, path, Optional.of(wanted), Reason.Kind.WRONG_STATE, "", differences);
            }
            path.add(wanted);
        }
        return path.isEmpty()
                ? new Verdict.Failed("the trace has no events, so there is nothing to replay; record at least one step")
                : new Verdict.Conforms(path.size());
    }

    /** Here the trace is what is expected, and the code what is looked at. */
    private static ImmutableList<Difference> swapped(ImmutableList<Difference> differences) {
        return differences.stream()
                .map(d -> new Difference(d.place(), d.actual(), d.expected()))
                .collect(ImmutableList.toImmutableList());
    }

    private static Optional<String> impossible(Rung rung, CodeDriver driver, ActionCall wanted) {
        Value task = wanted.parameters().get(TaskNames.PARAMETER);
        if (!TaskNames.isName(task) || TaskNames.number(wanted) >= driver.tasks()) {
            return Optional.of("action " + wanted + " names no task of the trace; parameter t must be one of Threads");
        }
        return rung.problem(wanted);
    }

    private Verdict diverges(
            CodeDriver driver,
            List<ActionCall> path,
            Optional<ActionCall> wanted,
            Reason.Kind kind,
            String instead,
            ImmutableList<Difference> differences) {
        Optional<Integer> task = wanted.map(TaskNames::number);
        return new Verdict.Diverges(new Divergence(
                path.size(),
                OptionalLong.empty(),
                task.map(TaskNames::name),
                task.flatMap(driver::source),
                new Unfollowed(kind, wanted, instead, differences, ImmutableList.copyOf(path)),
                Optional.empty(),
                reproduce));
    }
}
