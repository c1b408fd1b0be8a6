package org.pinproof.tlc.embedded;

import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Value;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.FcnLambdaValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.ValueEnumeration;

/** TLC's values as ours. Model values become strings. */
final class ValueConversion {
    private ValueConversion() {}

    /**
     * Converts a finite value.
     *
     * @throws SpecException for operators and other values that are no data
     */
    static Value toValue(IValue value) {
        if (value instanceof IntValue x) {
            return Value.of(x.val);
        }
        if (value instanceof BoolValue x) {
            return Value.of(x.val);
        }
        if (value instanceof StringValue x) {
            return Value.of(x.val.toString());
        }
        if (value instanceof ModelValue x) {
            return Value.of(x.val.toString());
        }
        if (value instanceof TupleValue x) {
            return Value.tuple(all(x.elems));
        }
        if (value instanceof FcnRcdValue x) {
            return function(x.getDomainAsValues(), x.values);
        }
        if (value instanceof RecordValue x) {
            return record(x);
        }
        if (value instanceof FcnLambdaValue x) {
            return toValue(x.toFcnRcd());
        }
        if (value instanceof Enumerable x) {
            return set(x);
        }
        throw new SpecException("a state or constant must hold data, which can leave TLC; this is not: " + value);
    }

    private static List<Value> all(tlc2.value.impl.Value[] values) {
        return Arrays.stream(values).map(ValueConversion::toValue).toList();
    }

    private static Value function(tlc2.value.impl.Value[] domain, tlc2.value.impl.Value[] values) {
        Map<Value, Value> mapping = new LinkedHashMap<>();
        for (int i = 0; i < domain.length; i++) {
            mapping.put(toValue(domain[i]), toValue(values[i]));
        }
        return Value.function(mapping);
    }

    private static Value record(RecordValue value) {
        ImmutableSortedMap.Builder<String, Value> fields = ImmutableSortedMap.naturalOrder();
        for (int i = 0; i < value.names.length; i++) {
            fields.put(value.names[i].toString(), toValue(value.values[i]));
        }
        return Value.record(fields.build());
    }

    private static Value set(Enumerable value) {
        List<Value> elements = new ArrayList<>();
        ValueEnumeration all = value.elements();
        for (IValue element = all.nextElement(); element != null; element = all.nextElement()) {
            elements.add(toValue(element));
        }
        return Value.set(elements);
    }
}
