package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.AddressSpace;

/**
 * {@code pin_user_pages_fast} and {@code get_user_pages_fast}: the fast path, then the slow path for what it left.
 *
 * <p>A positive result means stop, not retry at the same index: the caller owns that many pages, a prefix of what it asked,
 * and releases exactly those. Source: {@code mm/gup.c::internal_get_user_pages_fast}.
 */
public final class Gup {
    /** A flag that this call does not take. */
    public static final int EINVAL = 22;

    private final AddressSpace mm;
    private final FastGup fast;
    private final SlowPath slow;

    /** Takes pages of this address space. */
    public Gup(AddressSpace mm, FastGup fast, SlowPath slow) {
        this.mm = mm;
        this.fast = fast;
        this.slow = slow;
    }

    /**
     * Pins pages; release each by {@link Release#unpinUserPage}.
     *
     * @param start first vpn
     * @param nr how many pages
     * @param flags {@code FOLL_WRITE}, and {@code FOLL_LONGTERM} if the pin may last; nothing that says how to hold the pages
     * @param pages receives the pfns
     * @return how many pages are pinned; {@code -EFAULT} or {@code -ENOMEM} if none; {@code -EINVAL} for flags or a range
     *     this call does not take
     */
    public int pinUserPagesFast(int start, int nr, int flags, int[] pages) {
        return isRefused(start, nr, flags & ~FollFlag.FOLL_LONGTERM)
                ? -EINVAL
                : take(start, nr, flags | FollFlag.FOLL_PIN, pages);
    }

    /**
     * As {@link #pinUserPagesFast} with plain references; release each by {@link Release#putPage}. {@code FOLL_LONGTERM} goes
     * with pins only.
     */
    public int getUserPagesFast(int start, int nr, int flags, int[] pages) {
        return isRefused(start, nr, flags) ? -EINVAL : take(start, nr, flags | FollFlag.FOLL_GET, pages);
    }

    /** PIN and GET are the callee's to set, each call for writing, and the range within the pmd. */
    private boolean isRefused(int start, int nr, int flags) {
        return flags != FollFlag.FOLL_WRITE || start < 0 || nr < 0 || start > mm.pages() - nr;
    }

    private int take(int start, int nr, int flags, int[] pages) {
        if (nr == 0) {
            return 0;
        }
        int done = fast.walk(start, nr, flags, pages);
        while (done < nr) {
            int page = slow.follow(start + done, flags);
            if (page < 0) {
                return done > 0 ? done : page;
            }
            pages[done++] = page;
        }
        return done;
    }
}
