package org.pinproof.explore.collapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

/** Scripts of what a pmd covers print and parse back, and what is none says why. */
class CollapseScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                CollapseScript.EXAMPLE,
                "collapse/flush-freed/shared/2/",
                "collapse/late/leaf/1/pin(0);get(0);pin-slow(0);unpin(2);put(1)|collapse;unmap;unshare;migrate;scan",
                "collapse/broadcast/table/2/reuse(3);reuse-table~D06-collapse-frees-table"
            })
    void a_script_prints_as_it_was_read(String text) {
        assertEquals(text, CollapseScript.parse(text).toString());
    }

    private static void refused(String message, String text) {
        assertEquals(
                message,
                assertThrows(ScriptException.class, () -> CollapseScript.parse(text))
                        .getMessage());
    }

    @Test
    void a_text_of_another_form_is_shown_the_form() {
        refused(
                "not a script: \"collapse/rcu/table/1/pin(0)\". A script is collapse/flush|broadcast|recheck|late|sync[-freed]/"
                        + "table|leaf|shared/VPNS/CALLS|CALLS…[~MUTANT], for example"
                        + " collapse/sync/table/1/pin(0);unpin(0)|collapse.",
                "collapse/rcu/table/1/pin(0)");
        refused(
                "a script has 1 to 4 tasks; found 5. A script is collapse/flush|broadcast|recheck|late|sync[-freed]/"
                        + "table|leaf|shared/VPNS/CALLS|CALLS…[~MUTANT], for example"
                        + " collapse/sync/table/1/pin(0);unpin(0)|collapse.",
                "collapse/sync/table/1/||||");
    }

    @Test
    void a_range_of_a_length_that_there_is_not_is_refused() {
        refused("a pmd covers one page or two; found 3. Write 1 or 2.", "collapse/sync/table/3/pin(0)");
    }

    @Test
    void a_call_that_there_is_not_is_told_from_those_there_are() {
        String calls = "\". Calls are pin, get, pin-slow, unpin, put, collapse, unmap, unshare, migrate, scan, reuse,"
                + " reuse-table; pin, get and pin-slow name a vpn, unpin, put and reuse a frame, the others nothing.";
        refused("not a call: \"split" + calls, "collapse/sync/table/1/split");
        refused("not a call: \"pin" + calls, "collapse/sync/table/1/pin");
        refused("not a call: \"scan(0)" + calls, "collapse/sync/table/1/scan(0)");
        refused(
                "call pin(1) is outside the shape: vpns are 0..0, frames 0..2. Raise the shape or change the call.",
                "collapse/sync/table/1/pin(1)");
        refused(
                "call reuse(3) is outside the shape: vpns are 0..0, frames 0..2. Raise the shape or change the call.",
                "collapse/sync/table/1/reuse(3)");
    }

    @Test
    void a_mutant_that_there_is_not_is_told_from_those_there_are() {
        String message = assertThrows(
                        ScriptException.class, () -> CollapseScript.parse("collapse/sync/table/1/pin(0)~no-grab"))
                .getMessage();
        assertEquals(
                "unknown mutant \"no-grab\". Mutants are none, D06-collapse-frees-table, D06-check-before-clear,"
                        + " D06-refs-unchecked, D06-pmd-not-rechecked, D07-pmd-unshare-walker, D08-no-ipi-flush,"
                        + " D09-folded-level-reread, D11-thp-numa-migration-gup, D12-wait-on-freed,"
                        + " D17-deferred-split-vs-migration, D26-hugetlb-lookup-unlocked, A05-undo-put-after-pin,"
                        + " A08-mass-sub-no-testzero, A18-grab-from-zero, A19-no-recheck, section-left-open.",
                message);
    }
}
