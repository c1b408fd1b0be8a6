package org.pinproof.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pinproof.kernel.mm.PinLimits;
import org.pinproof.kernel.mm.Refcount;

/** The table of limits, cell by cell, and the words on the way to them. */
class PinLimitsTest {
    private static OptionalLong optional(String number) {
        return number.equals("none") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(number));
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE_4K,   1,       1024,      2097152, 4194304, 2097153",
        "HUGE_2M,   512,     524288,    4096,    8192,    4097",
        "HUGE_1G,   262144,  268435456, 8,       16,      9",
        "HUGE_16G,  4194304, 0,         none,    1,       none",
        "EXACT_2M,  512,     512,       4194304, 8388608, 4194305",
        "EXACT_1G,  262144,  262144,    8192,    16384,   8193",
        "EXACT_16G, 4194304, 4194304,   512,     1024,    513",
    })
    void a_limit_is_what_counting_comes_to(
            PinLimits.Pinned pinned, long refs, long added, String admitted, long untilWrap, String racers) {
        PinLimits.Limit limit = PinLimits.of(pinned);
        assertEquals(refs, limit.refs());
        assertEquals(added, limit.added());
        assertEquals(optional(admitted), limit.admitted());
        assertEquals(untilWrap, limit.untilWrap());
        assertEquals(optional(racers), limit.racers());
    }

    @Test
    void the_first_document_is_wrong_by_a_factor_of_two_and_the_merged_one_is_right() {
        List<PinLimits.Documented> documented = PinLimits.documented();
        assertEquals(22, documented.get(0).pinBits());
        assertEquals(16, documented.get(0).pinsOf1G());
        assertFalse(documented.get(0).isRight());
        assertEquals(21, documented.get(1).pinBits());
        assertEquals(8, documented.get(1).pinsOf1G());
        assertTrue(documented.get(1).isRight());
        for (PinLimits.Documented document : documented) {
            assertEquals(21, document.countedBits());
            assertEquals(8, document.countedPinsOf1G());
        }
    }

    @Test
    void the_last_pin_of_a_small_page_leaves_a_negative_word_that_is_pinned() {
        int pin = Refcount.weight(true, 1);
        int word = PinLimits.BASE + pin * 2_097_151;
        assertEquals(2_147_482_625, word);
        assertTrue(PinLimits.isAdmitted(word));
        word += pin;
        assertEquals(-2_147_483_647, word);
        assertTrue(Refcount.isDmaPinned(word));
        assertFalse(PinLimits.isAdmitted(word));
        for (int unpin = 0; unpin < 2_097_152; unpin++) {
            word -= pin;
        }
        assertEquals(PinLimits.BASE, word);
    }

    @Test
    void eight_racers_for_a_1g_page_are_seen_and_nine_are_not() {
        int pin = Refcount.weight(true, 1 << 18);
        int seven = PinLimits.BASE + 7 * pin;
        assertTrue(PinLimits.isAdmitted(seven));
        assertEquals(0x8000_0001, seven + pin);
        assertEquals(0xF000_0001, seven + 8 * pin);
        assertTrue(Refcount.isDmaPinned(seven + 8 * pin));
        assertEquals(1, seven + 9 * pin);
        assertFalse(Refcount.isDmaPinned(seven + 9 * pin));
    }

    @Test
    void a_word_goes_up_and_down_by_what_is_held() {
        int pin = Refcount.weight(true, 1);
        int[] deltas = {pin, pin, 1, -pin, -1, -pin, -1};
        int[] words = {1025, 2049, 2050, 1026, 1025, 1, 0};
        int word = PinLimits.BASE;
        for (int i = 0; i < deltas.length; i++) {
            word += deltas[i];
            assertEquals(words[i], word);
        }
    }
}
