package org.pinproof.conform;

import com.google.common.primitives.ImmutableLongArray;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.pinproof.trace.Value;

/**
 * Values by the words they are made from. A search projects the same few hundred values millions of times; made once, they are
 * also cheap to compare.
 */
final class InternedValues {
    private final Map<ImmutableLongArray, Value> known = new HashMap<>();
    private final Function<ImmutableLongArray, Value> maker;

    InternedValues(Function<ImmutableLongArray, Value> maker) {
        this.maker = maker;
    }

    Value of(ImmutableLongArray words) {
        Value value = known.get(words);
        if (value == null) {
            value = maker.apply(words);
            known.put(words, value);
        }
        return value;
    }
}
