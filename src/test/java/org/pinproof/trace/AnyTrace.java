package org.pinproof.trace;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary values and traces; small, because their shapes matter and their size does not. */
final class AnyTrace {
    private AnyTrace() {}

    static Arbitrary<Value> values() {
        return values(3);
    }

    static Arbitrary<Value> values(int depth) {
        Arbitrary<Value> leaves = Arbitraries.oneOf(
                Arbitraries.integers().between(-3, 3).map(Value::of),
                Arbitraries.longs().map(Value::of),
                Arbitraries.of(true, false).map(Value::of),
                texts().map(Value::of));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Value> inner = values(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, leaves),
                Tuple.of(1, inner.list().ofMaxSize(3).map(Value::tuple)),
                Tuple.of(1, inner.list().ofMaxSize(3).map(Value::set)),
                Tuple.of(1, maps(texts(), inner).map(Value::record)),
                Tuple.of(1, maps(inner, inner).map(Value::function)));
    }

    /** Not {@code Arbitraries.maps}, whose flat mapping makes jqwik build a new generator for each of these. */
    private static <K, V> Arbitrary<Map<K, V>> maps(Arbitrary<K> keys, Arbitrary<V> values) {
        return Combinators.combine(keys, values)
                .as((key, value) -> Map.entry(key, value))
                .list()
                .ofMaxSize(3)
                .map(entries -> {
                    Map<K, V> map = new LinkedHashMap<>();
                    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
                    return map;
                });
    }

    /** Well-formed Unicode with what JSON has to escape, and keys that look like ITF's own. */
    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "t1",
                        "FastGrab",
                        "#set",
                        "#bigint",
                        "#meta",
                        "tag",
                        "",
                        "\"",
                        "\\",
                        "\n",
                        "\u0000",
                        "é",
                        "\uD800",
                        "\uD83D\uDE00"),
                Arbitraries.strings().alpha().ofMaxLength(5),
                Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(4));
    }

    static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("f", "v", "t0", "pc", "a/b", "a~b", "index", "tag", "bank::x"),
                Arbitraries.strings().alpha().ofMinLength(2).ofMaxLength(5));
    }

    static Arbitrary<ImmutableSortedMap<String, Value>> named() {
        return maps(names(), values(2)).map(ImmutableSortedMap::copyOf);
    }

    static Arbitrary<Event> events() {
        Arbitrary<String> tasks = Arbitraries.of("t1", "t2", "t3");
        return Combinators.combine(tasks, names(), named(), named(), texts().optional(), Arbitraries.of(true, false))
                .as((task, action, parameters, post, source, naming) ->
                        new Event(1, task, action, naming ? withTask(parameters, task) : parameters, post, source));
    }

    private static ImmutableSortedMap<String, Value> withTask(Map<String, Value> parameters, String task) {
        Map<String, Value> all = new TreeMap<>(parameters);
        all.put(Event.TASK_PARAMETER, Value.of(task));
        return ImmutableSortedMap.copyOf(all);
    }

    static Arbitrary<TraceHeader> headers() {
        Arbitrary<OptionalLong> numbers = Arbitraries.longs()
                .optional()
                .map(number -> number.map(OptionalLong::of).orElse(OptionalLong.empty()));
        Arbitrary<Optional<Outcome>> outcomes = Combinators.combine(
                        names(), texts().optional(), numbers, texts().optional())
                .as(Outcome::new)
                .optional();
        return Combinators.combine(
                        names(),
                        maps(names(), values(2)).map(ImmutableMap::copyOf),
                        numbers,
                        texts().optional(),
                        texts().optional(),
                        texts().optional(),
                        outcomes)
                .as(TraceHeader::new);
    }

    static Arbitrary<Trace> traces() {
        return Combinators.combine(headers(), named(), events().list().ofMaxSize(5))
                .as((header, initial, events) -> Trace.numbered(header, initial, new ArrayList<>(events)));
    }

    /** A trace of the usual shape, for tests by example: one thread grabs a page, another unmaps it. */
    static Trace example() {
        TraceHeader header = TraceHeader.of("GupFast", ImmutableMap.of("W", Value.of(32), "BIAS", Value.of(1024)))
                .withSeed(7)
                .withDescription("a grab and a clear")
                .withSchedule("gup-vs-clear", "gup-vs-clear:0x1.1x1.0x1");
        return Trace.numbered(
                header,
                state(0, "FastGrab"),
                List.of(
                        event("t1", "FastGrab", 1024, "FastRecheck"),
                        event("t2", "ZapClear", 1024, "FastRecheck"),
                        event("t1", "FastRecheck", 1024, "Idle")));
    }

    static Event event(String task, String action, long count, String location) {
        return new Event(
                1,
                task,
                action,
                ImmutableSortedMap.of("t", Value.of(task), "f", Value.of(0)),
                state(count, location),
                Optional.of("FastGup.java:10"));
    }

    static ImmutableSortedMap<String, Value> state(long count, String location) {
        return ImmutableSortedMap.of(
                "cnt", Value.function(Map.of(Value.of(0), Value.of(count), Value.of(1), Value.of(0))),
                "pc", Value.record(Map.of("t1", Value.of(location), "t2", Value.of("Idle"))));
    }
}
