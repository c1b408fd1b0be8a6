package org.pinproof.kernel.mm;

import java.util.List;
import java.util.OptionalLong;

/**
 * How many pins a count has room for: by pinning until the kernel refuses, and on until the word wraps.
 *
 * <p>Each number is counted with the kernel's own arithmetic on a word of 32 bits: the check for a negative count, the product
 * of pages and bias as C has it, the addition. Source: {@code mm/gup.c::try_grab_compound_head}; {@code
 * Documentation/core-api/pin_user_pages.rst}.
 */
public final class PinLimits {
    /** The mapping's own reference, which is there before the first pin. */
    public static final int BASE = 1;

    private PinLimits() {}

    /** What is pinned as a whole, and how it is counted. */
    public enum Pinned {
        /** A small page. */
        PAGE_4K("4K", 1, false),
        /** A huge page, a bias for each of its pages. */
        HUGE_2M("2M", 1 << 9, false),
        /** A gigantic page, a bias for each of its pages. */
        HUGE_1G("1G", 1 << 18, false),
        /** The largest of powerpc, a bias for each of its pages. */
        HUGE_16G("16G", 1 << 22, false),
        /** A huge page with a pin count of its own. */
        EXACT_2M("2M", 1 << 9, true),
        /** A gigantic page with a pin count of its own. */
        EXACT_1G("1G", 1 << 18, true),
        /** The largest of powerpc with a pin count of its own. */
        EXACT_16G("16G", 1 << 22, true);

        private final String size;
        private final int pages;
        private final boolean exact;

        Pinned(String size, int pages, boolean exact) {
            this.size = size;
            this.pages = pages;
            this.exact = exact;
        }
    }

    /**
     * What there is room for.
     *
     * @param size of the object
     * @param exact whether it has a pin count of its own; its count then has one reference for each pin
     * @param refs pages of one call
     * @param added by one call to the word, modulo 2^32 as C has it, read as unsigned
     * @param admitted calls in a row, from a count of {@link #BASE}, until one is refused; empty if none ever is
     * @param untilWrap calls until the word is what it was at first, if nobody refused
     * @param racers calls past the check at the last moment, until the word has wrapped; empty if it never does
     */
    public record Limit(
            String size,
            boolean exact,
            long refs,
            long added,
            OptionalLong admitted,
            long untilWrap,
            OptionalLong racers) {}

    /**
     * What a document says, and what is the case.
     *
     * @param pinBits bits of the word that are left for pins of a small page
     * @param pinsOf1G whole pins of a 1G page that there is room for
     * @param countedBits as {@code pinBits}, counted
     * @param countedPinsOf1G as {@code pinsOf1G}, counted
     */
    public record Documented(String document, long pinBits, long pinsOf1G, long countedBits, long countedPinsOf1G) {
        /** {@return whether the document is right} */
        public boolean isRight() {
            return pinBits == countedBits && pinsOf1G == countedPinsOf1G;
        }
    }

    /** {@return the limits of everything that can be pinned, in the order of {@link Pinned}} */
    public static List<Limit> all() {
        return List.of(Pinned.values()).stream().map(PinLimits::of).toList();
    }

    /** {@return the limit of this object} */
    public static Limit of(Pinned pinned) {
        int added = Refcount.weight(!pinned.exact, pinned.pages);
        OptionalLong admitted = admitted(added);
        return new Limit(
                pinned.size,
                pinned.exact,
                pinned.pages,
                Integer.toUnsignedLong(added),
                admitted,
                untilWrap(added),
                admitted.isPresent() ? OptionalLong.of(racers(added, admitted.getAsLong())) : OptionalLong.empty());
    }

    /** {@return what the two documents say: 22 bits and "about 16", of October 2019; 21 bits and 8, as merged in 5.7} */
    public static List<Documented> documented() {
        long pins = of(Pinned.PAGE_4K).admitted().orElseThrow();
        long bits = Long.SIZE - 1L - Long.numberOfLeadingZeros(pins);
        long gigabytes = of(Pinned.HUGE_1G).admitted().orElseThrow();
        return List.of(
                new Documented("pin_user_pages.rst, October 2019", 22, 16, bits, gigabytes),
                new Documented("pin_user_pages.rst, merged", 21, 8, bits, gigabytes));
    }

    /** {@return whether a call that finds this word goes on to add} The fast path looks for a negative word, its addition for 0. */
    public static boolean isAdmitted(int word) {
        return word > 0;
    }

    private static OptionalLong admitted(int added) {
        long calls = 0;
        int word = BASE;
        while (isAdmitted(word)) {
            word += added;
            calls++;
            if (word == BASE) {
                // Nobody was refused on the way round, so nobody ever is.
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(calls);
    }

    private static long untilWrap(int added) {
        long calls = 0;
        int word = BASE;
        do {
            word += added;
            calls++;
        } while (word != BASE);
        return calls;
    }

    /** From the word that admits for the last time: how many additions, until one carries out of the word. */
    private static long racers(int added, long admitted) {
        int word = BASE;
        for (long call = 1; call < admitted; call++) {
            word += added;
        }
        long racers = 0;
        int before;
        do {
            before = word;
            word += added;
            racers++;
        } while (Integer.compareUnsigned(word, before) > 0);
        return racers;
    }
}
