package org.pinproof.kernel.mm;

/**
 * The layout of {@code struct page::_refcount}: plain references below, pins above, in one wrapping 32-bit word.
 *
 * <pre>
 *  31                     10 9                    0
 * +-------------------------+----------------------+
 * |     pins (sort of)      | references (sort of) |   carries from the low part are legal
 * +-------------------------+----------------------+
 * </pre>
 *
 * <p>Admission ends where the word turns negative (2^31: 2,097,152 pins of a 4K page, 8 of a whole 1G page); the word wraps
 * at twice that. Source: {@code include/linux/mm.h::GUP_PIN_COUNTING_BIAS}.
 */
public final class Refcount {
    /** What one pin of one page adds. */
    public static final int GUP_PIN_COUNTING_BIAS = 1 << 10;

    private Refcount() {}

    /**
     * {@return whether the count may include a pin} Never false of a page with an established pin; may be true of a page
     * without one, as 1024 plain references look like a pin.
     *
     * <p>The comparison is unsigned: a word beyond 2^31 holds millions of pins and must not read as "negative, so none"
     * (3faa52c03f44 made C's accidental unsignedness explicit).
     */
    public static boolean isDmaPinned(int count) {
        return Integer.compareUnsigned(count, GUP_PIN_COUNTING_BIAS) >= 0;
    }

    /**
     * {@return what a reference to {@code refs} pages adds to their head's count} One bias for every page of a pin; the
     * product wraps as C's does.
     */
    public static int weight(boolean pin, int refs) {
        return pin ? refs * GUP_PIN_COUNTING_BIAS : refs;
    }
}
