package org.pinproof.kernel.gup;

import static org.pinproof.kernel.gup.FollFlag.FOLL_FAST_ONLY;
import static org.pinproof.kernel.gup.FollFlag.FOLL_GET;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_PIN;
import static org.pinproof.kernel.gup.FollFlag.FOLL_REMOTE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_TOUCH;

import java.util.Locale;

/**
 * The functions that take pages, and the flags that each adds to its caller's.
 *
 * <p>{@code pin_longterm_*} were proposed in October 2019 and dropped from the fifth version of the series: callers give {@code
 * FOLL_LONGTERM} to {@code pin_user_pages_*} instead, of which these are the short forms. As first posted, {@code
 * pin_longterm_pages_remote} forgot the flag that its document promises; here it has it.
 */
public enum GupFunction {
    /** {@code mm/gup.c::get_user_pages}. */
    GET_USER_PAGES(FOLL_TOUCH),
    /** {@code mm/gup.c::get_user_pages_remote}. */
    GET_USER_PAGES_REMOTE(FOLL_TOUCH | FOLL_REMOTE),
    /** {@code mm/gup.c::get_user_pages_locked}, until 6.3. */
    GET_USER_PAGES_LOCKED(FOLL_TOUCH),
    /** {@code mm/gup.c::get_user_pages_unlocked}. */
    GET_USER_PAGES_UNLOCKED(FOLL_TOUCH),
    /** {@code mm/gup.c::get_user_pages_fast}. */
    GET_USER_PAGES_FAST(FOLL_GET),
    /** {@code mm/gup.c::get_user_pages_fast_only}, 5.8; before, {@code __get_user_pages_fast}. */
    GET_USER_PAGES_FAST_ONLY(FOLL_GET | FOLL_FAST_ONLY),
    /** {@code mm/gup.c::pin_user_pages}. */
    PIN_USER_PAGES(FOLL_PIN),
    /** {@code mm/gup.c::pin_user_pages_remote}. */
    PIN_USER_PAGES_REMOTE(FOLL_PIN | FOLL_TOUCH | FOLL_REMOTE),
    /** {@code mm/gup.c::pin_user_pages_unlocked}, 5.7. */
    PIN_USER_PAGES_UNLOCKED(FOLL_PIN | FOLL_TOUCH),
    /** {@code mm/gup.c::pin_user_pages_fast}. */
    PIN_USER_PAGES_FAST(FOLL_PIN),
    /** {@code mm/gup.c::pin_user_pages_fast_only}, 5.8 to 6.2. */
    PIN_USER_PAGES_FAST_ONLY(FOLL_PIN | FOLL_FAST_ONLY),
    /** {@code pin_longterm_pages}, as first proposed. */
    PIN_LONGTERM_PAGES(FOLL_PIN | FOLL_LONGTERM),
    /** {@code pin_longterm_pages_remote}, as first proposed. */
    PIN_LONGTERM_PAGES_REMOTE(FOLL_PIN | FOLL_LONGTERM | FOLL_TOUCH | FOLL_REMOTE),
    /** {@code pin_longterm_pages_fast}, as first proposed. */
    PIN_LONGTERM_PAGES_FAST(FOLL_PIN | FOLL_LONGTERM);

    private final int added;

    GupFunction(int added) {
        this.added = added;
    }

    /** {@return the flags it adds} */
    public int added() {
        return added;
    }

    /** {@return whether it walks without a lock first} */
    public boolean isFast() {
        return switch (this) {
            case GET_USER_PAGES_FAST,
                    GET_USER_PAGES_FAST_ONLY,
                    PIN_USER_PAGES_FAST,
                    PIN_USER_PAGES_FAST_ONLY,
                    PIN_LONGTERM_PAGES_FAST -> true;
            default -> false;
        };
    }

    /** {@return whether it only does that} */
    public boolean isFastOnly() {
        return FollFlag.has(added, FOLL_FAST_ONLY);
    }

    /** {@return whether it pins} */
    public boolean isPin() {
        return FollFlag.isPin(added);
    }

    /** {@return whether it has the out-parameter {@code locked}} */
    public boolean takesLocked() {
        return this == GET_USER_PAGES_LOCKED || FollFlag.has(added, FOLL_REMOTE);
    }

    /** {@return whether it has the out-array {@code vmas}, until 6.4} */
    public boolean takesVmas() {
        return !isFast() && this != GET_USER_PAGES_LOCKED && !takesTheLock();
    }

    /** {@return whether it takes {@code mmap_lock} itself if it needs it} */
    public boolean takesTheLock() {
        return isFast() || this == GET_USER_PAGES_UNLOCKED || this == PIN_USER_PAGES_UNLOCKED;
    }

    /** {@return the function's name in C} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
