package org.pinproof.conform;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private final Conformance conformance;
    private final String reproduce;

    /**
     * Checks against this specification, which was opened with the trace's constants.
     *
     * @param reproduce the command that checks this trace again
     */
    public TraceConformance(CheckedSpec spec, String reproduce) {
        this.spec = spec;
        this.conformance = new Conformance(spec, GupSpec.OBSERVED);
        this.reproduce = reproduce;
    }

    /** Checks up to the first event that is refused, or the end; the stream is not closed. */
    public Verdict check(EventStream trace) {
        Optional<String> ghost = unobservable(trace.initial());
        if (ghost.isPresent()) {
            return new Verdict.Failed(ghost.get());
        }
        Conformance.Position position = conformance.begin(trace.initial());
        if (position.isLost()) {
            return diverges(0, Optional.empty(), Optional.empty(), conformance.explainStart(trace.initial()));
        }
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
            position = next;
            Optional<String> violated = conformance.violated(position);
            if (violated.isPresent()) {
                return new Verdict.Violates(violated.get(), matched, Optional.empty(), reproduce);
            }
        }
        return matched == 0
                ? new Verdict.Failed("the trace has no events, so there is nothing to check; record at least one step")
                : new Verdict.Conforms(matched);
    }

    private Optional<String> unusable(Event event) {
        if (spec.actions().stream().noneMatch(action -> action.name().equals(event.action()))) {
            return Optional.of("event " + event.seq() + ": unknown action " + event.action() + ": module "
                    + spec.module() + " has "
                    + spec.actions().stream()
                            .map(ActionCall::name)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + "; rename the event or correct the trace's spec");
        }
        return unobservable(event.post()).map(text -> "event " + event.seq() + ": " + text);
    }

    private Optional<String> unobservable(ImmutableSortedMap<String, Value> observed) {
        TreeSet<String> unknown = new TreeSet<>(observed.keySet());
        unknown.removeAll(GupSpec.OBSERVED);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("unknown variable " + unknown.first() + ": what can be observed of module "
                        + spec.module() + " is " + String.join(", ", GupSpec.OBSERVED) + "; drop or rename it");
    }

    private Verdict diverges(long matched, Optional<String> task, Optional<String> source, Refusal refusal) {
        return new Verdict.Diverges(
                new Divergence(matched, OptionalLong.empty(), task, source, refusal, Optional.empty(), reproduce));
    }
}
