package org.pinproof.explore.writeback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.writeback.WbPolicy;

class WritebackScriptTest {
    private static final String FORM =
            ". A script is wb/POLICY/stable|unstable[-odp]/LAYOUT/CALLS|CALLS…[~MUTANT], for example"
                    + " wb/KEEP_DIRTY/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush.";

    private static void rejects(String text, String message) {
        assertEquals(
                message,
                assertThrows(ScriptException.class, () -> WritebackScript.parse(text))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "writeback",
                "wb",
                "wb/KEEP_DIRTY",
                "wb/KEEP_DIRTY/instable/dirty/pin",
                "wb/KEEP_DIRTY/stable-mn/dirty/pin",
                "wb/KEEP_DIRTY/stable/dirty",
                "wb/KEEP_DIRTY/stable/DIRTY/pin",
                "wb/KEEP_DIRTY/stable/dirty/PIN",
                "wb/KEEP_DIRTY/stable/dirty/pin ",
                "wb/KEEP_DIRTY/stable/dirty/pin~",
                "wb/KEEP_DIRTY/stable/dirty/pin~B01_x",
                "order0/2/1/pin(0,1)",
            })
    void rejects_what_is_not_a_script(String text) {
        rejects(text, "not a script: \"" + text + "\"" + FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pins",
                "pin(0)",
                "store",
                "store()",
                "store(2)",
                "store(0,1)",
                "device",
                "kmap",
                "write-buffer",
                "dma(0)",
                "1"
            })
    void rejects_what_is_not_a_call(String text) {
        rejects(
                "wb/KEEP_DIRTY/stable/dirty/flush;" + text,
                "not a call: \"" + text
                        + "\". Calls are pin, pin-longterm, get, odp, fault, fill, store, dma, dma-stop,"
                        + " device, kmap, unpin, unpin-dirty, put, put-dirty, flush, fsync, reclaim, truncate, zap,"
                        + " write-buffer, killed, timeout; store, device, kmap and write-buffer name a half, as"
                        + " device(1) does.");
    }

    @Test
    void rejects_a_policy_that_does_not_exist_and_lists_those_that_do() {
        rejects(
                "wb/HOPE/stable/dirty/pin",
                "no policy is called \"HOPE\". Policies are NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY, REVOKE, DENY.");
        rejects(
                "wb/bounce/stable/dirty/pin",
                "no policy is called \"bounce\". Policies are NONE, SKIP, WAIT, BOUNCE, KEEP_DIRTY, REVOKE, DENY.");
    }

    @Test
    void rejects_a_layout_that_does_not_exist_and_lists_those_that_do() {
        rejects(
                "wb/NONE/stable/order/pin",
                "no layout is called \"order\". Layouts are dirty, clean, cached, lazyfree.");
    }

    @Test
    void rejects_an_unknown_mutant_and_lists_those_there_are() {
        rejects(
                "wb/NONE/stable/dirty/pin~no-such",
                "unknown mutant \"no-such\". Mutants are "
                        + Arrays.stream(WritebackMutant.values())
                                .map(WritebackMutant::slug)
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    @Test
    void rejects_six_tasks_and_none() {
        rejects("wb/NONE/stable/dirty/|||||", "a script has 1 to 5 tasks; found 6" + FORM);
        WritebackShape shape = WritebackScript.parse("wb/NONE/stable/dirty/pin").shape();
        assertEquals(
                "a script has 1 to 5 tasks; found 0" + FORM,
                assertThrows(
                                ScriptException.class,
                                () -> new WritebackScript(shape, ImmutableList.of(), WritebackMutant.NONE))
                        .getMessage());
    }

    @Test
    void a_half_that_does_not_exist_is_no_call() {
        for (int half : new int[] {-1, 2}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new WritebackCall(WritebackCall.Kind.STORE, half),
                    () -> "" + half);
        }
        assertThrows(IllegalArgumentException.class, () -> new WritebackCall(WritebackCall.Kind.PIN, 1));
    }

    @Test
    void prints_notifier_and_mutant_only_if_there_is_one() {
        WritebackScript script = WritebackScript.parse("wb/SKIP/unstable-odp/cached/|odp;put~none");
        assertEquals("wb/SKIP/unstable-odp/cached/|odp;put", script.toString());
        assertEquals(
                "wb/DENY/unstable-odp/cached/|odp;put~B13-unpin-no-dirty",
                script.under(WbPolicy.DENY).with(WritebackMutant.UNPIN_NO_DIRTY).toString());
        assertEquals(
                "wb/NONE/stable/dirty/pin",
                WritebackScript.parse("wb/NONE/stable/dirty/pin").toString());
    }
}
