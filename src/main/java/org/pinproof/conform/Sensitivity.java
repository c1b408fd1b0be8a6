package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.CheckedSpec;
import org.pinproof.tlc.SpecState;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceMutations;
import org.pinproof.trace.Value;

/**
 * How much of the damage done to good traces is noticed: every event dropped, every two neighbours exchanged, every field altered,
 * one at a time.
 */
public final class Sensitivity {

    /** A kind of damage. */
    public enum Damage {
        /** An event is left out. */
        DROPPED("event dropped"),
        /** The two stand in each other's place, each with what was observed after it. */
        SWAPPED("dependent neighbours swapped"),
        /**
         * The same of neighbours that are independent: the specification can take them in the other order from the state before,
         * and is in the same state after both.
         */
        SWAPPED_INDEPENDENT("independent neighbours swapped"),
        /** The action's name is another one. */
        ACTION("action altered"),
        /** The task is another one. */
        TASK("task altered"),
        /** A parameter has another value. */
        PARAMETER("parameter altered"),
        /** An observed variable differs in one place. */
        VARIABLE("variable altered");

        private final String words;

        Damage(String words) {
            this.words = words;
        }

        /** {@return the kind as tables write it} */
        public String words() {
            return words;
        }
    }

    /**
     * How often damage of one kind was noticed.
     *
     * @param unnoticed what still conforms: event and field, for people
     */
    public record Rate(int done, ImmutableList<String> unnoticed) {
        /** {@return how often it was noticed} */
        public int noticed() {
            return done - unnoticed.size();
        }
    }

    private static final class Tally {
        private int done;
        private final List<String> unnoticed = new ArrayList<>();
    }

    private final CheckedSpec spec;
    private final Conformance conformance;
    private final Map<Damage, Tally> tallies = new EnumMap<>(Damage.class);

    /** Measures against this specification, which was opened with the traces' constants. */
    public Sensitivity(CheckedSpec spec) {
        this.spec = spec;
        this.conformance = new Conformance(spec, Rungs.ALL.of(spec.module()).observed());
    }

    /** {@return the trace as one that observes only these variables} */
    public static Trace observing(Trace trace, Set<String> variables) {
        return new Trace(
                trace.header(),
                only(trace.initial(), variables),
                trace.events().stream()
                        .map(event -> new Event(
                                event.seq(),
                                event.task(),
                                event.action(),
                                event.parameters(),
                                only(event.post(), variables),
                                event.source()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private static ImmutableSortedMap<String, Value> only(
            ImmutableSortedMap<String, Value> observed, Set<String> variables) {
        return ImmutableSortedMap.copyOfSorted(Maps.filterKeys(observed, variables::contains));
    }

    /**
     * {@return how often damage to a trace that observes only these variables is noticed}
     *
     * @param whole a trace that observes enough to leave one state possible after each step
     * @throws IllegalArgumentException if the trace does not conform, so that there is nothing to measure
     */
    public Map<Damage, Rate> measure(Trace whole, Set<String> variables) {
        tallies.clear();
        Trace trace = observing(whole, variables);
        List<SpecState> states =
                positions(whole).stream().map(Conformance.Position::only).toList();
        List<Conformance.Position> positions = positions(trace);
        for (int i = 0; i < trace.events().size(); i++) {
            damage(trace, i, states, positions.get(i));
        }
        Map<Damage, Rate> rates = new EnumMap<>(Damage.class);
        tallies.forEach((kind, tally) -> rates.put(kind, new Rate(tally.done, ImmutableList.copyOf(tally.unnoticed))));
        return rates;
    }

    /** @param before where the specification may be before the event, of what the trace observes */
    private void damage(Trace trace, int index, List<SpecState> states, Conformance.Position before) {
        Event event = trace.events().get(index);
        tally(Damage.DROPPED, event, "", TraceMutations.dropEvent(trace, index), before);
        if (index + 1 < trace.events().size()) {
            Damage kind = independent(states.get(index), event, trace.events().get(index + 1), states.get(index + 2))
                    ? Damage.SWAPPED_INDEPENDENT
                    : Damage.SWAPPED;
            tally(kind, event, "", TraceMutations.swapEvents(trace, index), before);
        }
        for (String field : TraceMutations.fields(event)) {
            tally(kind(field), event, field, TraceMutations.alterField(trace, index, field), before);
        }
    }

    private static Damage kind(String field) {
        return switch (field) {
            case "action" -> Damage.ACTION;
            case "task" -> Damage.TASK;
            default -> field.startsWith("parameter.") ? Damage.PARAMETER : Damage.VARIABLE;
        };
    }

    private void tally(Damage kind, Event event, String field, Trace damaged, Conformance.Position before) {
        Tally tally = tallies.computeIfAbsent(kind, k -> new Tally());
        tally.done++;
        if (conforms(damaged, (int) event.seq() - 1, before)) {
            tally.unnoticed.add(event.seq() + " " + event.action() + (field.isEmpty() ? "" : " " + field));
        }
    }

    /** Whether a trace conforms that is as it was up to this event; why not, which costs most of a check, is nobody's question. */
    private boolean conforms(Trace damaged, int from, Conformance.Position before) {
        Conformance.Position position = before;
        for (int i = from; i < damaged.events().size() && !position.isLost(); i++) {
            position = step(position, damaged.events().get(i));
        }
        return !damaged.events().isEmpty() && !position.isLost();
    }

    private Conformance.Position step(Conformance.Position from, Event event) {
        return conformance.withoutViolating(conformance.step(from, call(event), event.post()));
    }

    /** Where the specification may be along a trace, before the first event and after each. */
    private List<Conformance.Position> positions(Trace trace) {
        List<Conformance.Position> positions = new ArrayList<>();
        positions.add(conformance.withoutViolating(conformance.begin(trace.initial())));
        for (Event event : trace.events()) {
            positions.add(step(positions.get(positions.size() - 1), event));
        }
        if (positions.get(positions.size() - 1).isLost()) {
            throw new IllegalArgumentException("sensitivity is measured on traces that conform; this one does not: "
                    + trace.header().description().orElse("a trace without a description"));
        }
        return positions;
    }

    private boolean independent(SpecState before, Event first, Event second, SpecState after) {
        return spec.successors(before, call(second)).stream()
                .flatMap(between -> spec.successors(between, call(first)).stream())
                .anyMatch(after::equals);
    }

    private static ActionCall call(Event event) {
        return new ActionCall(event.action(), event.parameters());
    }
}
