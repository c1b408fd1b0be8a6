package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.trace.Event;
import org.pinproof.trace.EventStream;
import org.pinproof.trace.Value;

/**
 * Holds a recorded trace against the specification, event by event, in time linear in its length and memory independent of it.
 *
 * <p>A trace may observe fewer variables than the specification has; it must observe something of every step (its action).
 */
public final class TraceConformance {
    private final CheckedSpec spec;
    private final ImmutableSet<String> observable;
    private final Conformance conformance;
    private final ImmutableMap<String, ImmutableSet<String>> parameters;
    private final String reproduce;

    /**
     * Checks against this specification, which was opened with the trace's constants.
     *
     * @param spec of the module of a rung
     * @param reproduce the command that checks this trace again
     */
    public TraceConformance(CheckedSpec spec, String reproduce) {
        Rung rung = Rungs.ALL.of(spec.module());
        this.spec = spec;
        this.observable = ImmutableSet.copyOf(rung.observed());
        this.conformance = new Conformance(spec, rung.observed());
        this.parameters = spec.actions().stream()
                .collect(ImmutableMap.toImmutableMap(
                        ActionCall::name, action -> action.parameters().keySet(), (one, same) -> one));
        this.reproduce = reproduce;
    }

    /** Checks up to the first event that is refused, or the end; the stream is not closed. */
    public Verdict check(EventStream trace) {
        Optional<String> unusable = unusable(trace);
        if (unusable.isPresent()) {
            return new Verdict.Failed(unusable.get());
        }
        Conformance.Position position = conformance.begin(trace.initial());
        if (position.isLost()) {
            return diverges(0, Optional.empty(), Optional.empty(), conformance.explainStart(trace.initial()));
        }
        Optional<String> violated = conformance.violated(position);
        return violated.isPresent()
                ? new Verdict.Violates(violated.get(), 0, Optional.empty(), reproduce)
                : follow(trace, conformance.withoutViolating(position));
    }

    private Verdict follow(EventStream trace, Conformance.Position start) {
        Conformance.Position position = start;
        long matched = 0;
        while (trace.hasNext()) {
            Event event = trace.next();
            Optional<String> unusable = unusable(event);
            if (unusable.isPresent()) {
                return new Verdict.Failed(unusable.get());
            }
            ActionCall action = new ActionCall(event.action(), event.parameters());
            Conformance.Position next = conformance.step(position, action, event.post());
            if (next.isLost()) {
                return diverges(
                        matched,
                        Optional.of(event.task()),
                        event.source(),
                        conformance.explain(position, action, event.post()));
            }
            matched++;
            position = conformance.withoutViolating(next);
            if (position.isLost()) {
                String violated = conformance.violated(next).orElseThrow();
                return new Verdict.Violates(violated, matched, Optional.empty(), reproduce);
            }
        }
        return matched == 0
                ? new Verdict.Failed("the trace has no events, so there is nothing to check; record at least one step")
                : new Verdict.Conforms(matched);
    }

    private Optional<String> unusable(EventStream trace) {
        String module = trace.header().spec();
        return module.equals(spec.module())
                ? unobservable(trace.initial())
                : Optional.of("the trace is of module " + module + ", and is to be held against " + spec.module()
                        + "; correct the trace's spec");
    }

    private Optional<String> unusable(Event event) {
        ImmutableSet<String> known = parameters.get(event.action());
        if (known == null) {
            return Optional.of("event " + event.seq() + ": unknown action " + event.action() + ": module "
                    + spec.module() + " has " + String.join(", ", new TreeSet<>(parameters.keySet()))
                    + "; rename the event or correct the trace's spec");
        }
        if (!known.equals(event.parameters().keySet())) {
            return Optional.of("event " + event.seq() + ": action " + event.action() + " has the parameters "
                    + String.join(", ", known) + "; the event has "
                    + (event.parameters().isEmpty()
                            ? "none"
                            : String.join(", ", event.parameters().keySet()))
                    + "; record the trace again");
        }
        return unobservable(event.post()).map(text -> "event " + event.seq() + ": " + text);
    }

    private Optional<String> unobservable(ImmutableSortedMap<String, Value> observed) {
        return observed.keySet().stream()
                .filter(name -> !observable.contains(name))
                .findFirst()
                .map(name -> "unknown variable " + name + ": what can be observed of module " + spec.module() + " is "
                        + String.join(", ", observable) + "; drop or rename it");
    }

    private Verdict diverges(long matched, Optional<String> task, Optional<String> source, Refusal refusal) {
        return new Verdict.Diverges(
                new Divergence(matched, OptionalLong.empty(), task, source, refusal, Optional.empty(), reproduce));
    }
}
