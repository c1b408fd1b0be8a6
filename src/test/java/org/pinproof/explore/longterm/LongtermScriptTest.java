package org.pinproof.explore.longterm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

/** Scripts of long-term pins print and parse back, and what is none says why. */
class LongtermScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                LongtermScript.EXAMPLE,
                "lt/soft/devmap/movable/",
                "lt/hard-drain-wait-lease/all/cma+fsdax-batched/pin(0,2);get(1,1);put(3);unpin(0)|truncate(1)|timeout|killed",
                "lt/hard-lease/cma/device/pin-slow(0,1);device(1)|batch(0);isolate(0)~D18-longterm-fast-cma"
            })
    void a_script_prints_as_it_was_read(String text) {
        assertEquals(text, LongtermScript.parse(text).toString());
    }

    private static void refused(String message, String text) {
        assertEquals(
                message,
                assertThrows(ScriptException.class, () -> LongtermScript.parse(text))
                        .getMessage());
    }

    @Test
    void a_text_of_another_form_is_shown_the_form() {
        refused(
                "not a script: \"lt/firm/all/cma/pin(0,1)\". A script is lt/soft|hard[-drain][-wait][-lease]/devmap|cma|all/"
                        + "PLACEMENT[+PLACEMENT][-batched]/CALLS|CALLS…[~MUTANT], for example"
                        + " lt/hard-drain-wait/all/cma/pin-longterm(0,1);unpin(1)|alloc(0).",
                "lt/firm/all/cma/pin(0,1)");
    }

    @Test
    void a_place_that_there_is_not_is_told_from_those_there_are() {
        refused(
                "no placement is called \"highmem\". Placements are normal, movable, cma, fsdax, device, devdax, secret.",
                "lt/hard/all/highmem/pin(0,1)");
        refused(
                "one or two pages are mapped; found 3. Write where each lies, as cma or cma+normal.",
                "lt/hard/all/cma+cma+cma/pin(0,1)");
        refused("no page of FS-DAX is in a batch; leave out -batched.", "lt/hard/all/fsdax-batched/pin(0,1)");
    }

    @Test
    void a_call_that_there_is_not_is_told_from_those_there_are() {
        refused(
                "not a call: \"pin(0)\". Calls are pin, pin-longterm, pin-slow, get, unpin, put, alloc, isolate, batch,"
                        + " device, truncate, killed, timeout, unplug; those that take pages name a vpn and a number, unpin, put and"
                        + " device a frame, the others a vpn, killed, timeout and unplug nothing.",
                "lt/hard/all/cma/pin(0)");
        refused(
                "call pin(0,2) is outside the shape: vpns are 0..0, frames 0..1, and a walk covers at least one page. Map"
                        + " another page or change the call.",
                "lt/hard/all/cma/pin(0,2)");
    }

    @Test
    void there_are_not_more_tasks_than_can_be_followed() {
        refused(
                "a script has 1 to 4 tasks; found 5. A script is " + LongtermScript.FORM + ", for example "
                        + LongtermScript.EXAMPLE + ".",
                "lt/hard/all/cma/||||");
    }

    @Test
    void a_mutant_that_there_is_not_is_told_from_those_there_are() {
        String message = assertThrows(
                        ScriptException.class,
                        () -> LongtermScript.parse("lt/hard/all/cma/pin(0,1)~A20-recheck-before-grab"))
                .getMessage();
        assertEquals(
                "unknown mutant \"A20-recheck-before-grab\". Mutants are none, D18-longterm-fast-cma",
                message.substring(0, message.indexOf(", D19")));
    }
}
