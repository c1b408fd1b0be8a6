package org.pinproof.kernel.gup;

import static org.pinproof.kernel.gup.FollFlag.FOLL_FORCE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_GET;
import static org.pinproof.kernel.gup.FollFlag.FOLL_LONGTERM;
import static org.pinproof.kernel.gup.FollFlag.FOLL_PIN;
import static org.pinproof.kernel.gup.FollFlag.FOLL_UNLOCKABLE;
import static org.pinproof.kernel.gup.FollFlag.FOLL_WRITE;

import java.util.Optional;

/**
 * Which arguments the functions take, and what the others are answered. The rules have become stricter, and what was a BUG has
 * become an error; the two forms are the first and the last.
 */
public enum ApiForm {
    /** As the series was first posted, in October 2019: most internal flags pass unseen, and what is worst is a BUG. */
    OCTOBER_2019 {
        @Override
        Optional<String> refusal(GupFunction function, int flags, boolean pages, boolean vmas, MmapLocked locked) {
            if (function.isPin() && FollFlag.has(flags, FOLL_GET)) {
                return Optional.of("a pin is not a get: FOLL_GET is not for " + function);
            }
            if (!function.isPin() && isPinRefused(function) && FollFlag.isPin(flags)) {
                return Optional.of("FOLL_PIN is not for " + function + ", but pin_user_pages");
            }
            if (isLongtermRefused(function) && FollFlag.isLongterm(flags)) {
                return Optional.of(
                        "FOLL_LONGTERM needs the VMAs that mmap_lock keeps, and " + function + " may drop it");
            }
            return function.isFast() ? unknown(flags, FOLL_WRITE | FOLL_LONGTERM | FOLL_PIN) : Optional.empty();
        }

        private boolean isPinRefused(GupFunction function) {
            return function != GupFunction.GET_USER_PAGES_LOCKED && function != GupFunction.GET_USER_PAGES_UNLOCKED;
        }

        private boolean isLongtermRefused(GupFunction function) {
            return function == GupFunction.GET_USER_PAGES_LOCKED
                    || function == GupFunction.GET_USER_PAGES_UNLOCKED
                    || function == GupFunction.GET_USER_PAGES_REMOTE;
        }

        @Override
        int refused(GupFunction function) {
            return function == GupFunction.PIN_USER_PAGES_FAST_ONLY ? 0 : Errno.EINVAL.negative();
        }

        @Override
        Optional<String> bug(int nr, int flags, boolean pages, boolean vmas, MmapLocked locked) {
            if (locked != null && vmas) {
                return Optional.of(VMAS_NEED_THE_LOCK);
            }
            if (locked != null && !locked.isHeld()) {
                return Optional.of("mmap_lock is held where the call begins");
            }
            // Looked at behind the return for no pages.
            return nr != 0 && pages != FollFlag.isHeld(flags)
                    ? Optional.of("pages are given exactly if FOLL_GET or FOLL_PIN is")
                    : Optional.empty();
        }

        @Override
        int overflowed() {
            return 0;
        }

        @Override
        boolean keepsTheLock(int flags) {
            return FollFlag.isLongterm(flags);
        }
    },

    /**
     * One set of rules for all: {@code mm/gup.c::is_valid_gup_args}, 6.3, which refuses {@code FOLL_TOUCH} since a later
     * version; and 6.6's overflow check. Who breaks them is answered by an error, but the functions that pin and take the slow
     * path at once say that they have pinned nothing.
     */
    LINUX_6 {
        @Override
        Optional<String> refusal(GupFunction function, int flags, boolean pages, boolean vmas, MmapLocked locked) {
            if (FollFlag.has(flags, FollFlag.INTERNAL)) {
                return Optional.of("internal flags are not for callers");
            }
            if (locked != null && !locked.isHeld()) {
                return Optional.of("mmap_lock must be held where the call begins");
            }
            int all = flags | function.added();
            if (FollFlag.isPin(all) && FollFlag.has(all, FOLL_GET)) {
                return Optional.of("FOLL_PIN and FOLL_GET exclude each other");
            }
            if (FollFlag.isLongterm(all) && !FollFlag.isPin(all)) {
                return Optional.of("FOLL_LONGTERM goes with pins only");
            }
            if (FollFlag.has(all, FOLL_GET | FOLL_PIN) && !pages) {
                return Optional.of("references need pages to be handed out");
            }
            if (vmas && locked != null) {
                return Optional.of(VMAS_NEED_THE_LOCK);
            }
            return function.isFast()
                    ? unknown(flags, FOLL_WRITE | FOLL_LONGTERM | FOLL_FORCE | FOLL_GET)
                    : Optional.empty();
        }

        @Override
        int refused(GupFunction function) {
            boolean silent = function.isPin() && !function.isFast() || function == GupFunction.PIN_USER_PAGES_FAST_ONLY;
            return silent ? 0 : Errno.EINVAL.negative();
        }

        @Override
        Optional<String> bug(int nr, int flags, boolean pages, boolean vmas, MmapLocked locked) {
            return Optional.empty();
        }

        @Override
        int overflowed() {
            return Errno.EOVERFLOW.negative();
        }

        @Override
        boolean keepsTheLock(int flags) {
            return false;
        }
    };

    private static final String VMAS_NEED_THE_LOCK =
            "VMAs are worth nothing once mmap_lock is dropped, and the call may drop it";

    /**
     * {@return why the call is refused; empty if it is not}
     *
     * @param flags the caller's
     * @param pages whether there is an array for the pages
     * @param vmas whether there is one for the VMAs
     * @param locked the caller's out-parameter; null if it has none
     */
    abstract Optional<String> refusal(GupFunction function, int flags, boolean pages, boolean vmas, MmapLocked locked);

    /** {@return what C returns for a call that is refused} */
    abstract int refused(GupFunction function);

    /**
     * {@return which rule the call breaks that nobody checks for the caller's sake; empty if none}
     *
     * @param flags all of them
     */
    abstract Optional<String> bug(int nr, int flags, boolean pages, boolean vmas, MmapLocked locked);

    /** {@return what C returns for a range whose end is no address} */
    abstract int overflowed();

    /**
     * {@return whether a call that takes {@code mmap_lock} itself keeps it throughout} In 2019 a long-term pin did: the areas
     * of its pages were looked at afterwards. Source: {@code mm/gup.c::__gup_longterm_unlocked}.
     */
    abstract boolean keepsTheLock(int flags);

    /** {@return the flags that the call goes on with: its own, and a plain reference for every page that is not pinned} */
    static int effective(GupFunction function, int flags, boolean pages, MmapLocked locked) {
        int all = flags | function.added();
        if (pages && !FollFlag.isPin(all)) {
            all |= FOLL_GET;
        }
        boolean unlockable = locked != null || function.takesTheLock() && !function.isFastOnly();
        return unlockable ? all | FOLL_UNLOCKABLE : all;
    }

    private static Optional<String> unknown(int flags, int known) {
        return FollFlag.has(flags, ~known)
                ? Optional.of(String.format("the fast path does not know 0x%x", flags & ~known))
                : Optional.empty();
    }
}
