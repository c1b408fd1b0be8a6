package org.pinproof.trace;

import com.google.common.base.Preconditions;
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
 *
 * <p>The composite kinds are classes, not records, only because a record cannot keep its hash.
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
            return Values.quoted(value);
        }
    }

    /** A sequence, equally a tuple. */
    final class Tuple extends HashedOnce implements Value {
        private final ImmutableList<Value> elements;

        public Tuple(ImmutableList<Value> elements) {
            this.elements = elements;
        }

        public ImmutableList<Value> elements() {
            return elements;
        }

        @Override
        int contentHash() {
            return Values.hash(1, elements);
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Tuple that && mayEqual(that) && elements.equals(that.elements);
        }

        @Override
        public String toString() {
            return Values.joined("<<", elements, ">>");
        }
    }

    /** A finite set, iterated in the values' order. */
    final class SetOf extends HashedOnce implements Value {
        private final ImmutableSortedSet<Value> elements;

        public SetOf(ImmutableSortedSet<Value> elements) {
            this.elements = elements;
        }

        public ImmutableSortedSet<Value> elements() {
            return elements;
        }

        @Override
        int contentHash() {
            return Values.hash(2, elements.asList());
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof SetOf that
                            && mayEqual(that)
                            && elements.asList().equals(that.elements.asList());
        }

        @Override
        public String toString() {
            return Values.joined("{", elements, "}");
        }
    }

    /** A function whose domain is neither {@code 1..n} nor all strings; made by {@link #function}. */
    final class Fun extends HashedOnce implements Value {
        private final ImmutableSortedMap<Value, Value> mapping;

        public Fun(ImmutableSortedMap<Value, Value> mapping) {
            Preconditions.checkArgument(
                    Values.isFunctionOnly(mapping),
                    "a function over 1..n is a sequence and one over strings a record; use Value.function: %s",
                    mapping);
            this.mapping = mapping;
        }

        public ImmutableSortedMap<Value, Value> mapping() {
            return mapping;
        }

        @Override
        int contentHash() {
            return Values.hash(Values.hash(3, mapping.keySet().asList()), Values.range(mapping));
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof Fun that && mayEqual(that) && Values.sameGraph(mapping, that.mapping);
        }

        @Override
        public String toString() {
            return Values.function(mapping);
        }
    }

    /** A record, equally a function with string domain; never empty, because the empty function is {@code <<>>}. */
    final class Rec extends HashedOnce implements Value {
        private final ImmutableSortedMap<String, Value> fields;

        public Rec(ImmutableSortedMap<String, Value> fields) {
            Preconditions.checkArgument(!fields.isEmpty(), "the record without fields is <<>>; use Value.record");
            this.fields = fields;
        }

        public ImmutableSortedMap<String, Value> fields() {
            return fields;
        }

        @Override
        int contentHash() {
            return Values.hash(Values.hash(4, fields.keySet().asList()), Values.range(fields));
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || other instanceof Rec that && mayEqual(that) && Values.sameGraph(fields, that.fields);
        }

        @Override
        public String toString() {
            return Values.record(fields);
        }
    }

    /** {@return the integer} */
    static Value of(long value) {
        return Values.integer(value);
    }

    /** {@return the truth value} */
    static Value of(boolean value) {
        return value ? Values.TRUE : Values.FALSE;
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

    /** {@return the record with these fields; of no fields, the empty sequence, which is the same function} */
    static Value record(Map<String, Value> fields) {
        return fields.isEmpty() ? Values.EMPTY : new Rec(ImmutableSortedMap.copyOf(fields));
    }

    /** {@return the function with this graph, as a sequence or a record where its domain makes it one} */
    static Value function(Map<? extends Value, ? extends Value> mapping) {
        return Values.normalize(ImmutableSortedMap.copyOf(mapping, ORDER));
    }

    /** {@return the value at a record's field, a sequence's index from 1, or a function's argument} */
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
