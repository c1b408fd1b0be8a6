package org.pinproof.kernel.gup;

/** The gup flags, with Linux 6.1's values. Source: {@code include/linux/mm.h}. */
public final class FollFlag {
    /** The caller will store to the pages; a write-protected entry stops the fast path. */
    public static final int FOLL_WRITE = 0x01;
    /** A plain reference to each page, released by {@code put_page}. */
    public static final int FOLL_GET = 0x04;
    /** The pin may last for as long as its owner likes. */
    public static final int FOLL_LONGTERM = 0x10000;
    /** A pin of each page, released by {@code unpin_user_page}. */
    public static final int FOLL_PIN = 0x40000;

    private FollFlag() {}

    /** {@return whether the call pins for as long as its owner likes} */
    public static boolean isLongterm(int flags) {
        return (flags & FOLL_LONGTERM) != 0;
    }

    /** {@return whether the call pins} */
    public static boolean isPin(int flags) {
        return (flags & FOLL_PIN) != 0;
    }
}
