package org.pinproof.trace;

import java.util.List;
import org.pinproof.trace.Value.Bool;
import org.pinproof.trace.Value.Fun;
import org.pinproof.trace.Value.Int;
import org.pinproof.trace.Value.Rec;
import org.pinproof.trace.Value.SetOf;
import org.pinproof.trace.Value.Str;
import org.pinproof.trace.Value.Tuple;

/** The total order behind {@link Value#ORDER}. */
final class ValueOrder {
    private ValueOrder() {}

    static int compare(Value a, Value b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof Int x && b instanceof Int y) {
            return Long.compare(x.value(), y.value());
        }
        if (a instanceof Str x && b instanceof Str y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Bool x && b instanceof Bool y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof Tuple x && b instanceof Tuple y) {
            return compareInStep(x.elements(), y.elements());
        }
        if (a instanceof SetOf x && b instanceof SetOf y) {
            return compareInStep(x.elements().asList(), y.elements().asList());
        }
        if (a instanceof Rec x && b instanceof Rec y) {
            return compareRecords(x, y);
        }
        if (a instanceof Fun x && b instanceof Fun y) {
            return compareFunctions(x, y);
        }
        return Integer.compare(rank(a), rank(b));
    }

    private static int compareInStep(List<Value> a, List<Value> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareRecords(Rec a, Rec b) {
        List<String> ours = a.fields().keySet().asList();
        List<String> theirs = b.fields().keySet().asList();
        int common = Math.min(ours.size(), theirs.size());
        for (int i = 0; i < common; i++) {
            int order = ours.get(i).compareTo(theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return ours.size() != theirs.size()
                ? Integer.compare(ours.size(), theirs.size())
                : compareInStep(Values.range(a.fields()), Values.range(b.fields()));
    }

    private static int compareFunctions(Fun a, Fun b) {
        int byDomain = compareInStep(
                a.mapping().keySet().asList(), b.mapping().keySet().asList());
        return byDomain != 0 ? byDomain : compareInStep(Values.range(a.mapping()), Values.range(b.mapping()));
    }

    private static int rank(Value value) {
        if (value instanceof Bool) {
            return 0;
        }
        if (value instanceof Int) {
            return 1;
        }
        if (value instanceof Str) {
            return 2;
        }
        if (value instanceof Tuple) {
            return 3;
        }
        if (value instanceof SetOf) {
            return 4;
        }
        return value instanceof Rec ? 5 : 6;
    }
}
