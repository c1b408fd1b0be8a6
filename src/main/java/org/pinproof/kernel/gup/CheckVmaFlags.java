package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.VmFlag;

/**
 * Which areas a call may take pages of. Left out: protection keys, secretmem, and the rule of 6.5 for long-term pins of files.
 * Source: {@code mm/gup.c::check_vma_flags}.
 */
public final class CheckVmaFlags {
    private CheckVmaFlags() {}

    /**
     * {@return 0 if it may, else a negative {@link Errno}}
     *
     * @param area of {@link VmFlag}
     * @param flags of {@link FollFlag}
     */
    public static int check(int area, int flags) {
        if (VmFlag.has(area, VmFlag.VM_IO | VmFlag.VM_PFNMAP)) {
            return Errno.EFAULT.negative();
        }
        if (FollFlag.has(flags, FollFlag.FOLL_ANON) && VmFlag.has(area, VmFlag.FILE)) {
            return Errno.EFAULT.negative();
        }
        if (FollFlag.isLongterm(flags) && VmFlag.has(area, VmFlag.FS_DAX)) {
            return Errno.EOPNOTSUPP.negative();
        }
        boolean allowed = FollFlag.isWrite(flags) ? mayWrite(area, flags) : mayRead(area, flags);
        return allowed ? 0 : Errno.EFAULT.negative();
    }

    /** A debugger may store where the owner may not, into a copy of its own. */
    private static boolean mayWrite(int area, int flags) {
        return VmFlag.has(area, VmFlag.VM_WRITE) || isForced(flags) && VmFlag.isCow(area);
    }

    private static boolean mayRead(int area, int flags) {
        return VmFlag.has(area, VmFlag.VM_READ) || isForced(flags) && VmFlag.has(area, VmFlag.VM_MAYREAD);
    }

    private static boolean isForced(int flags) {
        return FollFlag.has(flags, FollFlag.FOLL_FORCE);
    }

    /**
     * {@return whether a store may go through an entry that is not writable} Forced, into a private area that is not
     * writable: its page is a copy that nobody else has, which C asks ({@code PageAnonExclusive}) and here every page of such an
     * area is. What asked instead whether a copy had been made, and forgot it, was
     * CVE-2016-5195. Source: {@code mm/gup.c::can_follow_write_pte}, 5535be309971.
     */
    static boolean canFollowWrite(int area, int flags) {
        return isForced(flags) && VmFlag.isCow(area) && !VmFlag.has(area, VmFlag.VM_WRITE);
    }
}
