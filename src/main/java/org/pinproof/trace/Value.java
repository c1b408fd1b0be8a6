package org.pinproof.trace;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A TLA+ value as data, in one normal form per value so that equal values are {@code equals}.
 *
 * <p>TLA+ identifies some shapes, and so do the factories here: a function whose domain is {@code 1..n} is a
 * {@link Tuple}, and one whose domain is all strings is a {@link Rec}. Model values are strings, as ITF writes them.
 * Iteration order is the values' order ({@link #ORDER}), never insertion.
 */
public sealed interface Value {

    /** A total order: by kind, then by content. It is what makes printed output reproducible. */
    Comparator<Value> ORDER = ValueOrder::compare;

    /** An integer. TLC's are 32 bits wide; a trace from elsewhere may hold more. */
    record Int(long value) implements Value {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** A truth value, printed as TLA+ does. */
    record Bool(boolean value) implements Value {
        @Override
        public String toString() {
            return value ? "TRUE" : "FALSE";
        }
    }

    /** A string or a model value. */
    record Str(String value) implements Value {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A sequence, equally a tuple. */
    record Tuple(ImmutableList<Value> elements) implements Value {
        @Override
        public String toString() {
            return Values.joined("<<", elements, ">>");
        }
    }

    /** A finite set. */
    record SetOf(ImmutableSortedSet<Value> elements) implements Value {
        @Override
        public String toString() {
            return Values.joined("{", elements, "}");
        }
    }

    /** A function whose domain is neither {@code 1..n} nor all strings. */
    record Fun(ImmutableSortedMap<Value, Value> mapping) implements Value {
        @Override
        public String toString() {
            return Values.function(mapping);
        }
    }

    /** A record, equally a function with string domain. */
    record Rec(ImmutableSortedMap<String, Value> fields) implements Value {
        @Override
        public String toString() {
            return Values.record(fields);
        }
    }

    /** {@return the integer} */
    static Value of(long value) {
        return new Int(value);
    }

    /** {@return the truth value} */
    static Value of(boolean value) {
        return new Bool(value);
    }

    /** {@return the string or model value} */
    static Value of(String value) {
        return new Str(value);
    }

    /** {@return the sequence of these elements} */
    static Value tuple(List<? extends Value> elements) {
        return new Tuple(ImmutableList.copyOf(elements));
    }

    /** {@return the set of these elements} */
    static Value set(Collection<? extends Value> elements) {
        return new SetOf(ImmutableSortedSet.copyOf(ORDER, elements));
    }

    /** {@return the record with these fields} */
    static Value record(Map<String, Value> fields) {
        return new Rec(ImmutableSortedMap.copyOf(fields));
    }

    /** {@return the function with this graph, as a sequence or a record where its domain makes it one} */
    static Value function(Map<? extends Value, ? extends Value> mapping) {
        return Values.normalize(ImmutableSortedMap.copyOf(mapping, ORDER));
    }

    /** The value at a path of record fields, sequence indexes from 1, or function arguments. */
    default Value at(Value argument) {
        Value found = Values.apply(this, argument);
        if (found == null) {
            throw new IllegalArgumentException("value has no element at " + argument + ": " + this);
        }
        return found;
    }

    /** {@return the function's graph, whichever of the three function shapes this value has; empty for others} */
    default SortedMap<Value, Value> graph() {
        return Values.graph(this);
    }
}
