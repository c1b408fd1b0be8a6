package org.pinproof.kernel.gup;

/**
 * What a call of {@link Gup} returns: pages, or an error and no page.
 *
 * <p>C has one {@code long} for both. Fewer pages than were asked for mean stop, not retry at the same index: the caller owns
 * that many pages, a prefix of what it asked, and releases exactly those.
 */
public sealed interface GupResult {

    /** {@return how many pages the caller owns now} */
    int count();

    /**
     * The call took these pages.
     *
     * @param count of the pages that were asked for, from the first
     */
    record Pages(int count) implements GupResult {}

    /** The call took nothing. */
    record Error(Errno errno) implements GupResult {
        @Override
        public int count() {
            return 0;
        }
    }

    /** {@return the result that C code returns as this number} */
    static GupResult of(int returned) {
        return returned >= 0 ? new Pages(returned) : new Error(Errno.of(returned));
    }
}
