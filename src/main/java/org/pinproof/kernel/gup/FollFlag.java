package org.pinproof.kernel.gup;

/**
 * The gup flags, with Linux 6.1's values; {@link #FOLL_UNLOCKABLE}, which came with 6.3, has the next free one. Source: {@code
 * include/linux/mm.h}, {@code mm/internal.h}.
 */
public final class FollFlag {
    /** The caller will store to the pages; a write-protected entry stops the fast path. */
    public static final int FOLL_WRITE = 0x01;
    /** The page counts as accessed, and as dirty if it is taken for writing. Internal. */
    public static final int FOLL_TOUCH = 0x02;
    /** A plain reference to each page, released by {@code put_page}. */
    public static final int FOLL_GET = 0x04;
    /** The permissions of the mapping do not count, as for a debugger. */
    public static final int FOLL_FORCE = 0x10;
    /** A fault that would have to wait is begun, not waited for. */
    public static final int FOLL_NOWAIT = 0x20;
    /** The fault has been tried before. Internal. */
    public static final int FOLL_TRIED = 0x800;
    /** The pages are another process's. Internal. */
    public static final int FOLL_REMOTE = 0x2000;
    /** Mappings of files are refused. */
    public static final int FOLL_ANON = 0x8000;
    /** The pin may last for as long as its owner likes. */
    public static final int FOLL_LONGTERM = 0x10000;
    /** A pin of each page, released by {@code unpin_user_page}. Internal. */
    public static final int FOLL_PIN = 0x40000;
    /** What the fast path cannot have is left. Internal. */
    public static final int FOLL_FAST_ONLY = 0x80000;
    /** The call may drop {@code mmap_lock}. Internal. */
    public static final int FOLL_UNLOCKABLE = 0x400000;

    /** What no caller may give, since 6.3; {@link #FOLL_TOUCH} some versions later. Source: {@code mm/internal.h::INTERNAL_GUP_FLAGS}. */
    public static final int INTERNAL =
            FOLL_TOUCH | FOLL_TRIED | FOLL_REMOTE | FOLL_PIN | FOLL_FAST_ONLY | FOLL_UNLOCKABLE;

    private FollFlag() {}

    /** {@return whether the flags have any of these} */
    public static boolean has(int flags, int any) {
        return (flags & any) != 0;
    }

    /** {@return whether the call pins for as long as its owner likes} */
    public static boolean isLongterm(int flags) {
        return has(flags, FOLL_LONGTERM);
    }

    /** {@return whether the call pins} */
    public static boolean isPin(int flags) {
        return has(flags, FOLL_PIN);
    }

    /** {@return whether the call holds the pages, of which kind ever} */
    public static boolean isHeld(int flags) {
        return has(flags, FOLL_GET | FOLL_PIN);
    }

    /** {@return whether the call asks for a pin and for a plain reference, which is one too many} */
    public static boolean isBoth(int flags) {
        return has(flags, FOLL_GET) && has(flags, FOLL_PIN);
    }

    /** {@return whether the caller will store to the pages} */
    public static boolean isWrite(int flags) {
        return has(flags, FOLL_WRITE);
    }
}
