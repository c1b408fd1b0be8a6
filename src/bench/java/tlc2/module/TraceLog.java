package tlc2.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinproof.trace.Event;
import org.pinproof.trace.Trace;
import org.pinproof.trace.TraceFiles;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/** Gives TLC the trace named by the system property {@code trace}, for {@code TraceLog.tla}; TLC finds the class by its name. */
public final class TraceLog {
    private static final Map<org.pinproof.trace.Value, Value> CONVERTED = new HashMap<>();
    private static final List<Value> EVENTS = events();

    private TraceLog() {}

    public static Value TraceLength() {
        return IntValue.gen(EVENTS.size());
    }

    public static Value TraceEvent(IntValue number) {
        return EVENTS.get(number.val - 1);
    }

    private static List<Value> events() {
        Trace trace = TraceFiles.read(Path.of(System.getProperty("trace")));
        List<Value> events = new ArrayList<>(trace.events().size());
        for (Event event : trace.events()) {
            Map<String, Value> fields = new LinkedHashMap<>();
            fields.put("action", new StringValue(event.action()));
            event.parameters().forEach((name, value) -> fields.put(name, name.equals("t") ? task(value) : tla(value)));
            event.post().forEach((name, value) -> fields.put(name, name.equals("ptl") ? task(value) : tla(value)));
            events.add(record(fields));
        }
        return events;
    }

    private static Value task(org.pinproof.trace.Value name) {
        return ModelValue.make(((org.pinproof.trace.Value.Str) name).value());
    }

    private static Value tla(org.pinproof.trace.Value value) {
        Value known = CONVERTED.get(value);
        if (known == null) {
            known = convert(value);
            CONVERTED.put(value, known);
        }
        return known;
    }

    private static Value convert(org.pinproof.trace.Value value) {
        if (value instanceof org.pinproof.trace.Value.Int number) {
            return IntValue.gen((int) number.value());
        }
        if (value instanceof org.pinproof.trace.Value.Bool truth) {
            return truth.value() ? BoolValue.ValTrue : BoolValue.ValFalse;
        }
        if (value instanceof org.pinproof.trace.Value.Str text) {
            return new StringValue(text.value());
        }
        if (value instanceof org.pinproof.trace.Value.Tuple tuple) {
            return new TupleValue(tuple.elements().stream().map(TraceLog::tla).toArray(Value[]::new));
        }
        if (value instanceof org.pinproof.trace.Value.Rec rec) {
            return isByTask(rec) ? byTask(rec) : fields(rec);
        }
        return function(value);
    }

    /** A record whose fields are the tasks is a function of model values in the specification. */
    private static boolean isByTask(org.pinproof.trace.Value.Rec rec) {
        return rec.fields().keySet().stream().allMatch(name -> name.matches("t[1-9]"));
    }

    private static Value byTask(org.pinproof.trace.Value.Rec rec) {
        return new FcnRcdValue(
                rec.fields().keySet().stream().map(ModelValue::make).toArray(Value[]::new),
                rec.fields().values().stream().map(TraceLog::tla).toArray(Value[]::new),
                false);
    }

    private static Value fields(org.pinproof.trace.Value.Rec rec) {
        Map<String, Value> fields = new LinkedHashMap<>();
        rec.fields().forEach((name, value) -> fields.put(name, tla(value)));
        return record(fields);
    }

    private static Value record(Map<String, Value> fields) {
        return new RecordValue(
                fields.keySet().stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new),
                fields.values().toArray(Value[]::new),
                false);
    }

    private static Value function(org.pinproof.trace.Value value) {
        return new FcnRcdValue(
                value.graph().keySet().stream().map(TraceLog::tla).toArray(Value[]::new),
                value.graph().values().stream().map(TraceLog::tla).toArray(Value[]::new),
                false);
    }
}
