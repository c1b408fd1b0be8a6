package org.pinproof.explore.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

/** Scripts of anonymous memory print and parse back, and what is none says why. */
class ForkScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ForkScript.EXAMPLE,
                "fork/none/refcount/2/1/",
                "fork/behind-unwritable-pmd/exclusive/6/2/force(0);unpin(1)|zap(1);continue(0)|peek(0);put(0)",
                "fork/shared-hugetlb/exclusive/4/1/get(c0);store(c0);device(1)|read(0);unread(2)|protect(c0)",
                "fork/private/exclusive/4/2/fork;move(c0,1);swap(c1)|ksm(0);clear-refs(0)~C01-fork-vs-fast-pin"
            })
    void a_script_prints_as_it_was_read(String text) {
        assertEquals(text, ForkScript.parse(text).toString());
    }

    private static void refused(String message, String text) {
        assertEquals(
                message,
                assertThrows(ScriptException.class, () -> ForkScript.parse(text))
                        .getMessage());
    }

    @Test
    void a_text_of_another_form_is_shown_the_form() {
        refused(
                "not a script: \"fork/public/exclusive/4/1/pin(0)\". A script is fork/private|readonly|shared|behind|none"
                        + "[-unwritable][-pmd|-hugetlb]/exclusive|refcount/FRAMES/VPNS/CALLS|CALLS…[~MUTANT], for example"
                        + " fork/private/exclusive/4/1/pin(0);device(1);unpin(1)|fork;store(0).",
                "fork/public/exclusive/4/1/pin(0)");
    }

    @Test
    void a_shape_that_nothing_can_be_asked_of_is_none() {
        String message = "there are 2 to 6 frames and 1 or 2 vpns; found %s. Frame 0 is the page behind the mapping.";
        refused(message.formatted("1 and 1"), "fork/behind/exclusive/1/1/pin(0)");
        refused(message.formatted("7 and 1"), "fork/behind/exclusive/7/1/pin(0)");
        refused(message.formatted("4 and 0"), "fork/behind/exclusive/4/0/");
        refused(message.formatted("4 and 3"), "fork/behind/exclusive/4/3/pin(0)");
    }

    @Test
    void a_call_that_there_is_not_is_told_from_those_there_are() {
        String message =
                "not a call: \"%s\". Calls are pin, read, get, peek, force, fork, store, zap, ksm, swap, clear-refs,"
                        + " protect, continue, move, device, unpin, unread, put; fork names nothing, device and what releases a frame,"
                        + " move two vpns, the others a vpn, with a c before it if it is the child's.";
        refused(message.formatted("pin(0,1)"), "fork/private/exclusive/4/2/pin(0,1)");
        refused(message.formatted("fork(0)"), "fork/private/exclusive/4/1/fork(0)");
        refused(message.formatted("unpin(c1)"), "fork/shared/exclusive/4/1/pin(c0);unpin(c1)");
        refused(message.formatted("exit"), "fork/private/exclusive/4/1/exit");
    }

    @Test
    void a_call_outside_the_shape_is_refused() {
        String message =
                "call %s is outside the shape: vpns are 0..1, frames 0..3, and a move is to another vpn. Map another"
                        + " page or change the call.";
        refused(message.formatted("pin(2)"), "fork/private/exclusive/4/2/pin(2)");
        refused(message.formatted("unpin(4)"), "fork/private/exclusive/4/2/unpin(4)");
        refused(message.formatted("move(1,1)"), "fork/private/exclusive/4/2/move(1,1)");
    }

    @Test
    void who_may_not_write_stores_by_force_or_not_at_all() {
        refused(
                "call store(0) asks to store to a mapping that may not be written. Leave out -unwritable, or use force.",
                "fork/behind-unwritable/exclusive/4/1/store(0)");
    }

    @Test
    void the_child_is_born_once_and_does_nothing_before() {
        refused("the parent forks once; found 2 forks. Leave the others out.", "fork/private/exclusive/4/1/fork|fork");
        refused(
                "the parent forks once, and in layout shared it has. Take another layout.",
                "fork/shared/exclusive/4/1/fork");
        refused(
                "call store(c0) is of a child that need not be born yet. Put it behind the fork of the same task, or take layout"
                        + " shared.",
                "fork/private/exclusive/4/1/fork|store(c0)");
    }

    @Test
    void there_are_not_more_tasks_than_can_be_followed() {
        refused(
                "a script has 1 to 4 tasks; found 5. A script is " + ForkScript.FORM + ", for example "
                        + ForkScript.EXAMPLE + ".",
                "fork/private/exclusive/4/1/||||");
    }

    @Test
    void a_mutant_that_there_is_not_is_told_from_those_there_are() {
        String message = assertThrows(
                        ScriptException.class, () -> ForkScript.parse("fork/private/exclusive/4/1/pin(0)~no-recheck"))
                .getMessage();
        assertEquals(
                "unknown mutant \"no-recheck\". Mutants are none, C01-fork-vs-fast-pin",
                message.substring(0, message.indexOf(", C05")));
    }
}
