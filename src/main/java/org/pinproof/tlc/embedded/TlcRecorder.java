package org.pinproof.tlc.embedded;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pinproof.tlc.ValueWire;
import tlc2.output.EC;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateInfo;
import tlc2.value.IValue;
import util.UniqueString;

/** Turns TLC's structured messages into events: numbers and names as they are, states as values. */
final class TlcRecorder {
    private static final Set<Integer> VIOLATIONS = Set.of(
            EC.TLC_ASSUMPTION_FALSE,
            EC.TLC_INVARIANT_VIOLATED_INITIAL,
            EC.TLC_PROPERTY_VIOLATED_INITIAL,
            EC.TLC_INVARIANT_VIOLATED_BEHAVIOR,
            EC.TLC_ACTION_PROPERTY_VIOLATED_BEHAVIOR,
            EC.TLC_DEADLOCK_REACHED,
            EC.TLC_TEMPORAL_PROPERTY_VIOLATED);

    private final EventWriter events;
    private volatile Optional<Message> violation = Optional.empty();

    /** A message's number and the texts in it. */
    record Message(int code, List<String> parameters) {}

    TlcRecorder(EventWriter events) {
        this.events = events;
    }

    void record(int code, Object[] parameters) {
        if (parameters.length > 0 && parameters[0] instanceof TLCStateInfo info) {
            if (info.state != null) {
                state(events, String.valueOf(info.info), info.state);
            } else if (code == EC.TLC_STATE_PRINT3) {
                events.event("stuttering", out -> {});
            }
        } else if (code != EC.TLC_COVERAGE_VALUE && code != EC.TLC_COVERAGE_VALUE_COST) {
            Message message = new Message(
                    code, Arrays.stream(parameters).map(String::valueOf).toList());
            if (VIOLATIONS.contains(code)) {
                violation = violation.or(() -> Optional.of(message));
            }
            events.event("message", out -> message(out, message));
        }
    }

    /** {@return the first message that says something is violated} */
    Optional<Message> violation() {
        return violation;
    }

    private static void message(JsonGenerator out, Message message) throws IOException {
        out.writeNumberField("code", message.code());
        out.writeArrayFieldStart("parameters");
        for (String parameter : message.parameters()) {
            out.writeString(parameter);
        }
        out.writeEndArray();
    }

    static void state(EventWriter events, String action, TLCState state) {
        Map<String, IValue> variables = new TreeMap<>();
        for (Map.Entry<UniqueString, IValue> variable : state.getVals().entrySet()) {
            if (variable.getValue() != null) {
                variables.put(variable.getKey().toString(), variable.getValue());
            }
        }
        events.event("state", out -> {
            out.writeStringField("action", action);
            out.writeObjectFieldStart("variables");
            for (Map.Entry<String, IValue> variable : variables.entrySet()) {
                out.writeFieldName(variable.getKey());
                ValueWire.write(out, ValueConversion.toValue(variable.getValue()));
            }
            out.writeEndObject();
        });
    }
}
