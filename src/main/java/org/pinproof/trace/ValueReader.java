package org.pinproof.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values from their ITF notation (Apalache ADR-015), which the NDJSON traces use as well. */
final class ValueReader {
    /** The largest integer that every JSON reader holds exactly, 2^53 - 1. */
    private static final long LARGEST_PLAIN = (1L << 53) - 1;

    private ValueReader() {}

    static Value read(JsonCursor at) {
        return switch (at.node().getNodeType()) {
            case STRING -> Value.of(at.node().textValue());
            case BOOLEAN -> Value.of(at.node().booleanValue());
            case NUMBER -> plainInteger(at);
            case ARRAY -> Value.tuple(elements(at));
            case OBJECT -> object(at);
            default -> throw at.failure("expected a value", "TLA+ has no null; leave the variable out.");
        };
    }

    /** A JSON object as names and their values, sorted by name. */
    static ImmutableSortedMap<String, Value> named(JsonCursor at) {
        ImmutableSortedMap.Builder<String, Value> fields = ImmutableSortedMap.naturalOrder();
        Iterator<String> names = at.object().node().fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!Names.allowed(name)) {
                throw at.child(name).failure(Names.RULE, JsonCursor.SEE_SCHEMA);
            }
            fields.put(name, read(at.child(name)));
        }
        return fields.build();
    }

    /** An integer in either notation. */
    static long integer(JsonCursor at) {
        if (read(at) instanceof Value.Int integer) {
            return integer.value();
        }
        throw at.failure("expected an integer", JsonCursor.SEE_SCHEMA);
    }

    private static Value plainInteger(JsonCursor at) {
        JsonNode node = at.node();
        if (!node.isIntegralNumber()) {
            throw at.failure("numbers are integers", "Write it without fraction or exponent.");
        }
        if (!node.canConvertToLong() || !plain(node.longValue())) {
            throw at.failure(
                    "an integer beyond 2^53 may have been rounded on its way here", "Write it as {\"#bigint\":\"…\"}.");
        }
        return Value.of(node.longValue());
    }

    static boolean plain(long value) {
        return value >= -LARGEST_PLAIN && value <= LARGEST_PLAIN;
    }

    private static List<Value> elements(JsonCursor at) {
        int size = at.array().node().size();
        List<Value> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(read(at.child(i)));
        }
        return elements;
    }

    private static Value object(JsonCursor at) {
        JsonNode node = at.node();
        ImmutableList<String> names = ImmutableList.copyOf(node.fieldNames());
        for (String name : names) {
            if (name.startsWith("#")) {
                return tagged(at, names);
            }
        }
        ImmutableSortedMap.Builder<String, Value> fields = ImmutableSortedMap.naturalOrder();
        names.forEach(name -> fields.put(name, read(at.child(name))));
        return Value.record(fields.build());
    }

    private static Value tagged(JsonCursor at, List<String> names) {
        if (names.size() != 1) {
            throw at.failure("a '#' key stands alone in its object", JsonCursor.SEE_SCHEMA);
        }
        JsonCursor content = at.child(names.get(0));
        return switch (names.get(0)) {
            case "#bigint" -> bigInteger(content);
            case "#tup" -> Value.tuple(elements(content));
            case "#set" -> Value.set(elements(content));
            case "#map" -> Value.function(mapping(content));
            default ->
                throw at.failure(
                        "unknown kind of value '" + names.get(0) + "'", "Known are #bigint, #tup, #set and #map.");
        };
    }

    private static Value bigInteger(JsonCursor at) {
        String digits = at.text();
        try {
            return Value.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            throw at.failure("expected an integer of at most 64 bits, as decimal digits", JsonCursor.SEE_SCHEMA);
        }
    }

    private static Map<Value, Value> mapping(JsonCursor at) {
        Map<Value, Value> mapping = new TreeMap<>(Value.ORDER);
        int size = at.array().node().size();
        for (int i = 0; i < size; i++) {
            JsonCursor pair = at.child(i).array();
            if (pair.node().size() != 2) {
                throw pair.failure("each entry of a #map is [argument, value]", JsonCursor.SEE_SCHEMA);
            }
            Value argument = read(pair.child(0));
            if (mapping.put(argument, read(pair.child(1))) != null) {
                throw pair.failure("a #map has one value for each argument", "Remove the second entry.");
            }
        }
        return mapping;
    }
}
