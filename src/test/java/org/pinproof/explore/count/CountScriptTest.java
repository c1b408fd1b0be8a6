package org.pinproof.explore.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pinproof.explore.ScriptException;

class CountScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "count/1/pin(0,4K);keep;unpin(0,4K)|zap(0)",
                "count/2147483647/pin(0,1G)|get(0,16G);undo",
                "count/1,0/slowpin(0);slowget(0);put(0,4K)|map(1);reuse(1);query(1)",
                "count/1/|",
                "count/1/unpin(0,2M)~release-not-held",
            })
    void prints_what_it_parses(String text) {
        assertEquals(text, CountScript.parse(text).toString());
    }

    @Test
    void the_correct_code_is_not_named() {
        assertEquals("count/1/zap(0)", CountScript.parse("count/1/zap(0)~none").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "count/1 ! not a script: \"count/1\".",
                "count/1,1,1,1,1/zap(0) ! a script has 1 to 9 tasks and 1 to 4 pages; found 1 and 5.",
                "count/1/||||||||| ! a script has 1 to 9 tasks and 1 to 4 pages; found 10 and 1.",
                "count/2147483648/zap(0) ! a page has at most 2147483647 mappings, which is where the count's limit is;"
                        + " found 2147483648.",
                "count/1/zap(1) ! call zap(1) is of a page that is not there: pages are 0..0. Give it mappings, or 0 to be"
                        + " free.",
                "count/1/pin(0,4K);zap(0) ! call zap(0): what pin or get has taken is kept or undone by the next call, and"
                        + " nothing else is. Put keep or undo behind each pin and get.",
                "count/1/keep ! call keep: what pin or get has taken is kept or undone by the next call,",
                "count/1/pin(0) ! not a call: \"pin(0)\". Calls are pin(PAGE,SIZE), get(PAGE,SIZE), keep, undo,",
                "count/1/zap ! not a call: \"zap\".",
                "count/1/zap(0,4K) ! not a call: \"zap(0,4K)\".",
                "count/1/pin(0,3K);keep ! not a size: \"3K\". Sizes are 4K, 2M, 1G, 16G.",
                "count/1/zap(0)~no-such ! unknown mutant \"no-such\". Mutants are none, A01-signed-compare,",
            })
    void says_what_is_wrong_with_a_script(String text, String wrong) {
        String message = assertThrows(ScriptException.class, () -> CountScript.parse(text))
                .getMessage();
        assertTrue(message.startsWith(wrong), message);
    }

    @Test
    void a_size_is_that_of_a_page() {
        assertEquals(CallSize.HUGE_1G, CallSize.of(262144));
        assertEquals(
                "no page is of 3 small pages; there are those of 1, 512, 262144, 4194304.",
                assertThrows(ScriptException.class, () -> CallSize.of(3)).getMessage());
    }
}
