package org.pinproof.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Fun;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** A value that differs from a given one in one place and keeps its kind. */
final class ValueAlteration {
    static final String SUFFIX = "_altered";

    private ValueAlteration() {}

    /** @param place which leaf to change, counted round the value's leaves; not negative */
    static Value alter(Value value, long place) {
        if (value instanceof Bool truth) {
            return Value.of(!truth.value());
        }
        if (value instanceof Int integer) {
            return Value.of(integer.value() == Long.MAX_VALUE ? integer.value() - 1 : integer.value() + 1);
        }
        if (value instanceof Str text) {
            return Value.of(text.value() + SUFFIX);
        }
        if (value instanceof Tuple tuple) {
            return Value.tuple(alterOne(tuple.elements(), place));
        }
        if (value instanceof Rec rec) {
            return Value.record(withRange(rec.fields(), alterOne(Values.range(rec.fields()), place)));
        }
        if (value instanceof Fun fun) {
            return Value.function(withRange(fun.mapping(), alterOne(Values.range(fun.mapping()), place)));
        }
        return alterSet((SetOf) value, place);
    }

    private static List<Value> alterOne(ImmutableList<Value> values, long place) {
        if (values.isEmpty()) {
            return List.of(Value.of(0));
        }
        int index = (int) (place % values.size());
        List<Value> altered = new ArrayList<>(values);
        altered.set(index, alter(values.get(index), place / values.size()));
        return altered;
    }

    private static <K> Map<K, Value> withRange(ImmutableSortedMap<K, Value> mapping, List<Value> range) {
        ImmutableMap.Builder<K, Value> changed = ImmutableMap.builder();
        ImmutableList<K> domain = mapping.keySet().asList();
        for (int i = 0; i < domain.size(); i++) {
            changed.put(domain.get(i), range.get(i));
        }
        return changed.buildOrThrow();
    }

    /** A set loses an element; the empty one gains zero. */
    private static Value alterSet(SetOf set, long place) {
        if (set.elements().isEmpty()) {
            return Value.set(List.of(Value.of(0)));
        }
        List<Value> elements = new ArrayList<>(set.elements());
        elements.remove((int) (place % elements.size()));
        return Value.set(elements);
    }
}
