package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.explore.gup.GupMutant;
import org.pinproof.explore.gup.GupScript;
import org.pinproof.explore.gup.GupShape;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/**
 * Drives the code along a trace: each event must be a step the code takes there, and what was observed must be what the code's
 * state shows. The specification is not asked.
 */
public final class TraceReplay {
    private final GupMutant mutant;
    private final String reproduce;

    /**
     * Drives this walker.
     *
     * @param reproduce the command that replays this trace again
     */
    public TraceReplay(GupMutant mutant, String reproduce) {
        this.mutant = mutant;
        this.reproduce = reproduce;
    }

    /** Replays up to the first event that the code does not follow, or the end; the stream is not closed. */
    public Verdict replay(EventStream trace) {
        if (!trace.header().spec().equals(GupSpec.MODULE)) {
            return new Verdict.Failed("the trace is of module " + trace.header().spec() + ", and the code follows "
                    + GupSpec.MODULE + "; correct the trace's spec");
        }
        CodeDriver driver = driver(trace.header());
        ImmutableList<Difference> start = swapped(Difference.between(driver.state(), trace.initial()));
        List<ActionCall> path = new ArrayList<>();
        if (!start.isEmpty()) {
            return diverges(driver, path, Optional.empty(), Reason.Kind.WRONG_STATE, "", start);
        }
        while (trace.hasNext()) {
            Event event = trace.next();
            ActionCall wanted = new ActionCall(event.action(), event.parameters());
            Optional<String> impossible = impossible(driver, wanted);
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

    private static Optional<String> impossible(CodeDriver driver, ActionCall wanted) {
        Value task = wanted.parameters().get("t");
        if (task == null || !task.toString().matches("\"t[1-9]\"") || GupActions.task(wanted) >= driver.tasks()) {
            return Optional.of("action " + wanted + " names no task of the trace; parameter t must be one of Threads");
        }
        return GupActions.problem(wanted);
    }

    private Verdict diverges(
            CodeDriver driver,
            List<ActionCall> path,
            Optional<ActionCall> wanted,
            Reason.Kind kind,
            String instead,
            ImmutableList<Difference> differences) {
        Optional<Integer> task = wanted.map(GupActions::task);
        return new Verdict.Diverges(new Divergence(
                path.size(),
                OptionalLong.empty(),
                task.map(GupScript::taskName),
                task.flatMap(driver::source),
                new Unfollowed(kind, wanted, instead, differences, ImmutableList.copyOf(path)),
                Optional.empty(),
                reproduce));
    }

    private CodeDriver driver(TraceHeader header) {
        requireWord(header, "W", Integer.SIZE);
        requireWord(header, "BIAS", Refcount.GUP_PIN_COUNTING_BIAS);
        int vpns = size(header.constants(), "Vpns");
        GupShape shape = new GupShape(layout(header.constants()), size(header.constants(), "Frames"), vpns);
        return new CodeDriver(shape, size(header.constants(), "Threads"), mutant);
    }

    private static void requireWord(TraceHeader header, String name, long value) {
        if (!Value.of(value).equals(header.constants().get(name))) {
            throw new SpecException(
                    "constant " + name + " must be " + value + ", as it is in the code, to replay a trace;" + " found "
                            + header.constants().get(name) + "; hold the trace against the specification instead");
        }
    }

    private static int size(Map<String, Value> constants, String name) {
        if (constants.get(name) instanceof Value.SetOf set && !set.elements().isEmpty()) {
            return set.elements().size();
        }
        throw new SpecException("constant " + name + " must be a set with at least one element; found "
                + constants.get(name) + "; correct the trace's header");
    }

    private static GupShape.Layout layout(Map<String, Value> constants) {
        if (constants.get("Layouts") instanceof Value.SetOf set
                && set.elements().size() == 1) {
            Value only = set.elements().first();
            for (GupShape.Layout layout : GupShape.Layout.values()) {
                if (only.equals(Value.of(layout.specName()))) {
                    return layout;
                }
            }
        }
        throw new SpecException(
                "constant Layouts must be a set of one layout, order0, tails or leaf, to replay a trace;" + " found "
                        + constants.get("Layouts") + "; correct the trace's header");
    }
}
