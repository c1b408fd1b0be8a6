package org.pinproof.conform;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pinproof.tlc.ActionCall;
import org.pinproof.tlc.SpecState;
import org.pinproof.tlc.Violation.PathStep;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceHeader;
import org.pinproof.trace.Value;

/** A way through the specification's graph as a trace: what the code would show if it went there. */
public final class SpecBehaviour {
    private SpecBehaviour() {}

    /**
     * {@return the steps of this path, each with the variables that the code can show}
     *
     * @param rung whose specification it is
     * @param constants those the specification was opened with
     * @param path an initial state, then steps
     */
    public static Trace of(Rung rung, Map<String, Value> constants, List<PathStep> path) {
        List<Event> events = new ArrayList<>();
        for (PathStep step : path.subList(1, path.size())) {
            ActionCall action = step.action().orElseThrow();
            String task = TaskNames.of(action);
            events.add(
                    Event.of(events.size() + 1L, task, action.name(), action.parameters(), shown(rung, step.state())));
        }
        TraceHeader header = TraceHeader.of(rung.module(), ImmutableMap.copyOf(constants));
        return Trace.numbered(header, shown(rung, path.get(0).state()), events);
    }

    private static ImmutableSortedMap<String, Value> shown(Rung rung, SpecState state) {
        ImmutableSortedMap.Builder<String, Value> variables = ImmutableSortedMap.naturalOrder();
        rung.observed().forEach(name -> variables.put(name, state.get(name)));
        return variables.build();
    }
}
