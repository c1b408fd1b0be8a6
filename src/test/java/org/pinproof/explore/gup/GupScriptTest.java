package org.pinproof.explore.gup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

class GupScriptTest {
    private static final String EXAMPLE =
            " A script is LAYOUT/FRAMES/VPNS/CALLS|CALLS…[~MUTANT], for example order0/2/1/pin(0,1);unpin(0)|clean(0).";
    private static final GupShape TWO_FRAMES = new GupShape(GupShape.Layout.ORDER0, 2, 1);

    private static void rejects(String text, String message) {
        assertEquals(
                message,
                assertThrows(ScriptException.class, () -> GupScript.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gup-vs-clear",
                "order1/2/1/pin(0,1)",
                "order0/2/pin(0,1)",
                "order0/10/1/pin(0,1)",
                "order0/2/1/PIN(0,1)",
                "order0/2/1/pin(0,1) ",
                "order0/2/1/pin(0,1)~",
                "order0/2/1/pin(0,1)~no_recheck",
            })
    void rejects_what_is_not_a_script(String text) {
        rejects(text, "not a script: \"" + text + "\"." + EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin",
                "pin()",
                "pin(0)",
                "get(1)",
                "map(0)",
                "pin(0,1,2)",
                "unpin(0,1)",
                "put(0,1)",
                "clean(0,1)",
                "zap(0,1)",
                "reuse(0,1)",
                "free(0)",
                "pin(10,1)",
                "pin(0,1)(",
                "pin(,1)"
            })
    void rejects_what_is_not_a_call(String text) {
        rejects(
                "order0/2/1/" + text,
                "not a call: \"" + text + "\". Calls are pin(VPN,NR), get(VPN,NR), unpin(PFN), put(PFN), clean(VPN),"
                        + " zap(VPN), map(VPN,PFN) and reuse(PFN), with one digit each.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pin(0,2)",
                "pin(1,1)",
                "pin(0,0)",
                "get(0,2)",
                "get(0,0)",
                "unpin(2)",
                "put(2)",
                "clean(1)",
                "zap(1)",
                "map(1,0)",
                "map(0,2)",
                "reuse(2)"
            })
    void rejects_a_call_outside_the_shape(String call) {
        rejects(
                "order0/2/1/" + call,
                "call " + call
                        + " is outside the shape: vpns are 0..0, frames 0..1, and a walk covers at least one page."
                        + " Raise the shape or change the call.");
    }

    @Test
    void rejects_a_call_with_a_negative_number() {
        for (GupCall call : List.of(
                new GupCall.Pin(-1, 2),
                new GupCall.Get(-1, 2),
                new GupCall.Pin(0, Integer.MAX_VALUE),
                new GupCall.Unpin(-1),
                new GupCall.Put(-1),
                new GupCall.Clean(-1),
                new GupCall.Zap(-1),
                new GupCall.Map(-1, 0),
                new GupCall.Map(0, -1),
                new GupCall.Reuse(-1))) {
            assertThrows(ScriptException.class, () -> GupScript.of(TWO_FRAMES, List.of(List.of(call))), call::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order0/1/2/", "order0/0/0/", "order0/2/0/", "leaf/9/1/"})
    void rejects_a_shape_that_the_specification_does_not_have(String text) {
        rejects(
                text,
                "a shape has 1 <= vpns <= frames <= 8; frames=" + text.split("/")[1] + ", vpns=" + text.split("/")[2]
                        + ". Give every vpn a frame to be mapped to.");
    }

    @Test
    void rejects_five_tasks() {
        rejects("order0/2/1/||||", "a script has 1 to 4 tasks; found 5." + EXAMPLE);
    }

    @Test
    void rejects_no_tasks() {
        assertEquals(
                "a script has 1 to 4 tasks; found 0." + EXAMPLE,
                assertThrows(ScriptException.class, () -> GupScript.of(TWO_FRAMES, ImmutableList.of()))
                        .getMessage());
    }

    @Test
    void rejects_an_unknown_mutant_and_lists_those_there_are() {
        rejects(
                "order0/2/1/pin(0,1)~no-such",
                "unknown mutant \"no-such\". Mutants are "
                        + Arrays.stream(GupMutant.values()).map(GupMutant::slug).collect(Collectors.joining(", "))
                        + ".");
    }

    @Test
    void prints_the_mutant_only_if_there_is_one() {
        assertEquals(
                "order0/2/1/|clean(0)",
                GupScript.parse("order0/2/1/|clean(0)~none").toString());
        assertEquals(
                "order0/2/1/|clean(0)~A19-no-recheck",
                GupScript.parse("order0/2/1/|clean(0)")
                        .with(GupMutant.NO_RECHECK)
                        .toString());
    }
}
