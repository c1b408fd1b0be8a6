package org.pinproof.benchmark;

import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;

/** What is measured, by the names of the ioctl commands. Source: {@code mm/gup_benchmark.c}. */
public enum GupCommand {
    /** {@code get_user_pages_fast}. */
    GUP_FAST(false, 0, Way.FAST),
    /** {@code get_user_pages}. */
    GUP(false, 0, Way.SLOW),
    /** {@code get_user_pages} with {@code FOLL_LONGTERM}, as it was allowed once. */
    GUP_LONGTERM(false, FollFlag.FOLL_LONGTERM, Way.SLOW),
    /** {@code pin_user_pages_fast}. */
    PIN_FAST(true, 0, Way.FAST),
    /** {@code pin_user_pages}. */
    PIN(true, 0, Way.SLOW),
    /** {@code pin_user_pages} with {@code FOLL_LONGTERM}. */
    PIN_LONGTERM(true, FollFlag.FOLL_LONGTERM, Way.SLOW);

    private enum Way {
        FAST,
        SLOW
    }

    private final boolean pin;
    private final int flags;
    private final Way way;

    GupCommand(boolean pin, int flags, Way way) {
        this.pin = pin;
        this.flags = flags;
        this.way = way;
    }

    /** {@return whether it pins, so that its pages are released by {@code unpin_user_page}} */
    public boolean isPin() {
        return pin;
    }

    /** {@return whether it walks without a lock} */
    public boolean isFast() {
        return way == Way.FAST;
    }

    /** {@return how many pages it took; its error, as a negative number of pages, is none} */
    int call(Gup gup, int start, int nr, int more, int[] pages) {
        int all = flags | more;
        if (pin) {
            return (isFast()
                            ? gup.pinUserPagesFast(start, nr, all, pages)
                            : gup.pinUserPages(start, nr, all, pages, null))
                    .count();
        }
        return (isFast() ? gup.getUserPagesFast(start, nr, all, pages) : gup.getUserPages(start, nr, all, pages, null))
                .count();
    }
}
