package org.pinproof.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ValueProperties {
    @Provide
    Arbitrary<Value> values() {
        return AnyTrace.values();
    }

    @Property(tries = 500)
    void the_order_is_antisymmetric_and_agrees_with_equals(@ForAll("values") Value a, @ForAll("values") Value b) {
        int order = Value.ORDER.compare(a, b);
        assertEquals(Integer.signum(order), -Integer.signum(Value.ORDER.compare(b, a)));
        assertEquals(order == 0, a.equals(b));
        assertEquals(a.equals(b), b.equals(a));
        if (a.equals(b)) {
            assertEquals(a.hashCode(), b.hashCode());
        }
    }

    @Property(tries = 500)
    void the_order_is_transitive(@ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
        List<Value> sorted = List.of(a, b, c).stream().sorted(Value.ORDER).toList();
        assertTrue(Value.ORDER.compare(sorted.get(0), sorted.get(1)) <= 0);
        assertTrue(Value.ORDER.compare(sorted.get(1), sorted.get(2)) <= 0);
        assertTrue(Value.ORDER.compare(sorted.get(0), sorted.get(2)) <= 0);
    }

    @Property(tries = 300)
    void hash_sets_and_ordered_sets_hold_the_same_values(@ForAll @Size(max = 12) List<@From("values") Value> all) {
        Set<Value> ordered = new TreeSet<>(Value.ORDER);
        ordered.addAll(all);
        assertEquals(new HashSet<>(all).size(), ordered.size());
    }

    @Property(tries = 300)
    void a_value_rebuilt_from_its_graph_is_equal_and_hashes_alike(@ForAll("values") Value value) {
        if (!value.graph().isEmpty()) {
            Value rebuilt = Value.function(value.graph());
            assertEquals(value, rebuilt);
            assertEquals(value.hashCode(), rebuilt.hashCode());
            assertEquals(0, Value.ORDER.compare(value, rebuilt));
        }
    }

    @Property(tries = 300)
    void an_altered_value_differs_and_keeps_its_kind(
            @ForAll("values") Value value, @ForAll @IntRange(max = 100) int place) {
        Value altered = ValueAlteration.alter(value, place);
        assertNotEquals(value, altered);
        assertEquals(value.getClass(), altered.getClass());
        assertEquals(altered, ValueAlteration.alter(value, place));
    }
}
