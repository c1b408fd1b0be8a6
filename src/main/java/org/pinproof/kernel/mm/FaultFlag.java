package org.pinproof.kernel.mm;

/** What a fault is told, with Linux 6.1's values. Source: {@code include/linux/mm_types.h::enum fault_flag}. */
public final class FaultFlag {
    /** The access is a store. */
    public static final int FAULT_FLAG_WRITE = 0x01;
    /** The fault may drop {@code mmap_lock} to wait. */
    public static final int FAULT_FLAG_ALLOW_RETRY = 0x04;
    /** It neither waits nor drops the lock. */
    public static final int FAULT_FLAG_RETRY_NOWAIT = 0x08;
    /** It has been tried before. */
    public static final int FAULT_FLAG_TRIED = 0x20;

    private FaultFlag() {}

    /** {@return whether the flags have any of these} */
    public static boolean has(int flags, int any) {
        return (flags & any) != 0;
    }
}
