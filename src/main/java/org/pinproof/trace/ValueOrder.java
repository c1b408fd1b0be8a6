package org.pinproof.trace;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import java.util.Map;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Fun;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** The total order behind {@link Value#ORDER}. */
final class ValueOrder {
    private static final Map<Class<?>, Integer> RANK = ImmutableMap.<Class<?>, Integer>builder()
            .put(Bool.class, 0)
            .put(Int.class, 1)
            .put(Str.class, 2)
            .put(Tuple.class, 3)
            .put(SetOf.class, 4)
            .put(Rec.class, 5)
            .put(Fun.class, 6)
            .build();
    private static final Comparator<Iterable<Value>> ELEMENTS = Comparators.lexicographical(ValueOrder::compare);

    private ValueOrder() {}

    static int compare(Value a, Value b) {
        if (a.getClass() != b.getClass()) {
            return RANK.get(a.getClass()) - RANK.get(b.getClass());
        }
        if (a instanceof Bool x) {
            return Boolean.compare(x.value(), ((Bool) b).value());
        }
        if (a instanceof Int x) {
            return Long.compare(x.value(), ((Int) b).value());
        }
        if (a instanceof Str x) {
            return x.value().compareTo(((Str) b).value());
        }
        if (a instanceof Tuple x) {
            return ELEMENTS.compare(x.elements(), ((Tuple) b).elements());
        }
        if (a instanceof SetOf x) {
            return ELEMENTS.compare(x.elements(), ((SetOf) b).elements());
        }
        int byDomain = ELEMENTS.compare(a.graph().keySet(), b.graph().keySet());
        return byDomain != 0
                ? byDomain
                : ELEMENTS.compare(a.graph().values(), b.graph().values());
    }
}
