package org.pinproof.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.fork.ForkScript;
import org.pinproof.tlc.SpecException;
import org.pinproof.trace.Value;

/** The constants of module Fork: what a script makes of them, and which of a trace are refused. */
class ForkSpecTest {
    private static Map<String, Value> with(String constant, Value value) {
        Map<String, Value> constants = new LinkedHashMap<>(ForkSpec.constants(ForkScript.parse(ForkScript.EXAMPLE)));
        constants.put(constant, value);
        return constants;
    }

    private static String refusal(String constant, Value value) {
        return assertThrows(SpecException.class, () -> ForkSpec.lines(with(constant, value)))
                .getMessage();
    }

    private static Value set(Value... elements) {
        return Value.set(ImmutableList.copyOf(elements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fork/private/exclusive/4/1/pin(0)",
                "fork/readonly/refcount/3/2/pin(1)",
                "fork/shared-hugetlb/exclusive/6/1/zap(0)",
                "fork/behind-unwritable-pmd/exclusive/2/1/zap(0)",
                "fork/none/exclusive/4/1/zap(0)"
            })
    void a_script_s_constants_have_its_shape(String text) {
        ForkScript script = ForkScript.parse(text);
        assertEquals(script.shape(), ForkSpec.shape(ForkSpec.constants(script)));
    }

    @Test
    void a_constant_that_the_module_does_not_have_is_refused() {
        assertEquals(
                "unknown constant Foo: module Fork has Threads, NoThread, Frames, Vpns, Layouts, Reuse, Writable, Area,"
                        + " W, BIAS; correct the name in the trace's header",
                refusal("Foo", Value.of(1)));
    }

    @Test
    void a_layout_a_rule_and_a_kind_of_entry_are_named_with_those_that_there_are() {
        assertEquals(
                "constant Layouts must be a set of private, readonly, shared, behind, none; found \"swapped\";"
                        + " correct the trace's header",
                refusal("Layouts", set(Value.of("swapped"))));
        assertEquals(
                "constant Reuse must be one of exclusive, refcount; found \"mapcount\"; correct the trace's header",
                refusal("Reuse", Value.of("mapcount")));
        assertEquals(
                "constant Area must be one of pte, pmd, hugetlb; found \"pud\"; correct the trace's header",
                refusal("Area", Value.of("pud")));
    }

    @Test
    void whether_the_mapping_may_be_written_is_true_or_false() {
        assertEquals(
                "constant Writable must be TRUE or FALSE; found 1; correct the trace's header",
                refusal("Writable", Value.of(1)));
    }

    @Test
    void frames_are_numbered_from_the_page_behind() {
        assertEquals(
                "constant Frames must be the numbers from 0 on; found {1, 2}; correct the trace's header",
                refusal("Frames", set(Value.of(1), Value.of(2))));
    }

    @Test
    void a_trace_that_is_replayed_begins_in_one_way() {
        Map<String, Value> constants = with("Layouts", set(Value.of("none"), Value.of("shared")));
        assertEquals(
                "constant Layouts must be a set of one element, to replay a trace; found {\"none\", \"shared\"};"
                        + " correct the trace's header",
                assertThrows(SpecException.class, () -> ForkSpec.shape(constants))
                        .getMessage());
    }
}
