package org.pinproof.kernel.gup;

import java.util.Arrays;

/** What a call of this package can fail with. Source: {@code include/uapi/asm-generic/errno-base.h}, {@code errno.h}. */
public enum Errno {
    /** A fatal signal, and nothing was done. */
    EINTR(4),
    /** The page has to be faulted in first, or taken again. */
    EAGAIN(11),
    /** The count is beyond its limit, or there is no memory to be had. */
    ENOMEM(12),
    /** Nothing is mapped there, or nothing that may be held this way. */
    EFAULT(14),
    /** {@code mmap_lock} was dropped for a fault that has to be tried again; never leaves the slow path. */
    EBUSY(16),
    /** Flags that the call does not take, or not together. */
    EINVAL(22),
    /** The end of the range is not an address. */
    EOVERFLOW(75),
    /** A long-term pin of a page whose blocks the file system may give away. */
    EOPNOTSUPP(95),
    /** The page's memory is broken. */
    EHWPOISON(133),
    /** A fatal signal, where the call is begun again. */
    ERESTARTSYS(512);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** {@return what C code returns for it: the negative number} */
    public int negative() {
        return -number;
    }

    /**
     * {@return the error of this return value}
     *
     * @param returned negative
     */
    public static Errno of(int returned) {
        return Arrays.stream(values())
                .filter(errno -> errno.number == -returned)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(returned + " is no error of get_user_pages"));
    }
}
