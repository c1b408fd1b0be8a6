package org.pinproof.trace;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Fun;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** The identities between shapes of {@link Value}, and how values print: as TLA+ would read them back. */
final class Values {
    private static final Joiner COMMA = Joiner.on(", ");

    static final Value TRUE = new Bool(true);
    static final Value FALSE = new Bool(false);
    static final Value EMPTY = new Tuple(ImmutableList.of());

    /** Counts, indexes and one pin's worth of references: what traces are full of. */
    private static final int SMALLEST_KEPT = -128;

    private static final int LARGEST_KEPT = 1151;
    private static final ImmutableList<Value> KEPT = IntStream.rangeClosed(SMALLEST_KEPT, LARGEST_KEPT)
            .<Value>mapToObj(Int::new)
            .collect(ImmutableList.toImmutableList());

    private Values() {}

    static Value integer(long value) {
        return value >= SMALLEST_KEPT && value <= LARGEST_KEPT ? KEPT.get((int) value - SMALLEST_KEPT) : new Int(value);
    }

    static int hash(int seed, List<?> elements) {
        int hash = seed;
        for (int i = 0; i < elements.size(); i++) {
            hash = HashedOnce.mix(hash, elements.get(i));
        }
        return hash;
    }

    static ImmutableList<Value> range(ImmutableSortedMap<?, Value> mapping) {
        return mapping.values().asList();
    }

    /** Both sorted alike, so that comparing in step is comparing as maps, without the lookups. */
    static boolean sameGraph(ImmutableSortedMap<?, Value> a, ImmutableSortedMap<?, Value> b) {
        return a.keySet().asList().equals(b.keySet().asList()) && range(a).equals(range(b));
    }

    static boolean isFunctionOnly(SortedMap<Value, Value> mapping) {
        return !isSequenceDomain(mapping) && !isStringDomain(mapping);
    }

    private static boolean isStringDomain(SortedMap<Value, Value> mapping) {
        for (Value key : mapping.keySet()) {
            if (!(key instanceof Str)) {
                return false;
            }
        }
        return true;
    }

    static Value normalize(ImmutableSortedMap<Value, Value> mapping) {
        if (isSequenceDomain(mapping)) {
            return new Tuple(ImmutableList.copyOf(mapping.values()));
        }
        if (isStringDomain(mapping)) {
            ImmutableSortedMap.Builder<String, Value> fields = ImmutableSortedMap.naturalOrder();
            mapping.forEach((key, value) -> fields.put(((Str) key).value(), value));
            return new Rec(fields.build());
        }
        return new Fun(mapping);
    }

    private static boolean isSequenceDomain(SortedMap<Value, Value> mapping) {
        long next = 1;
        for (Value key : mapping.keySet()) {
            if (!(key instanceof Int index) || index.value() != next++) {
                return false;
            }
        }
        return true;
    }

    static Value apply(Value function, Value argument) {
        if (function instanceof Tuple tuple) {
            return argument instanceof Int index
                            && index.value() >= 1
                            && index.value() <= tuple.elements().size()
                    ? tuple.elements().get((int) index.value() - 1)
                    : null;
        }
        if (function instanceof Rec rec) {
            return argument instanceof Str field ? rec.fields().get(field.value()) : null;
        }
        return function instanceof Fun fun ? fun.mapping().get(argument) : null;
    }

    static SortedMap<Value, Value> graph(Value function) {
        ImmutableSortedMap.Builder<Value, Value> graph = ImmutableSortedMap.orderedBy(Value.ORDER);
        if (function instanceof Tuple tuple) {
            for (int i = 0; i < tuple.elements().size(); i++) {
                graph.put(Value.of(i + 1), tuple.elements().get(i));
            }
        } else if (function instanceof Rec rec) {
            rec.fields().forEach((field, value) -> graph.put(Value.of(field), value));
        } else if (function instanceof Fun fun) {
            return fun.mapping();
        }
        return graph.build();
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String joined(String open, Collection<Value> elements, String close) {
        return open + COMMA.join(elements) + close;
    }

    static String record(Map<String, Value> fields) {
        return "["
                + COMMA.join(fields.entrySet().stream()
                        .map(e -> e.getKey() + " |-> " + e.getValue())
                        .toList())
                + "]";
    }

    static String function(Map<Value, Value> mapping) {
        return "("
                + Joiner.on(" @@ ")
                        .join(mapping.entrySet().stream()
                                .map(e -> e.getKey() + " :> " + e.getValue())
                                .toList())
                + ")";
    }
}
