package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;

import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The slow path on a page of a file: look under the page-table lock, and if the entry does not let stores through, fault and
 * look again.
 *
 * <p>Left out: {@code mmap_lock} and all of the VMA but its kind. Source: {@code mm/gup.c::follow_page_pte}, {@code
 * faultin_page}, {@code check_vma_flags}.
 */
public final class FileSlowGup extends PagewiseSlowPath {
    private static final long NEEDS_FAULT = -1000;

    private final Memory memory;
    private final MappedFile file;
    private final FileFault fault;
    private final LongtermRule rule;

    /** Follows the entry of this file's page. */
    public FileSlowGup(Memory memory, MappedFile file, FileFault fault, LongtermRule rule) {
        this.memory = memory;
        this.file = file;
        this.fault = fault;
        this.rule = rule;
    }

    @Override
    public int follow(int vpn, int flags) {
        long found = memory.locked(SlowFollow, file.mm().ptl(), ptl -> followUnder(ptl, flags));
        while (found == NEEDS_FAULT) {
            if (fault.handle() == FileFault.Outcome.GONE) {
                return Errno.EFAULT.negative();
            }
            found = memory.locked(SlowFollow, file.mm().ptl(), ptl -> followUnder(ptl, flags));
        }
        return (int) found;
    }

    private long followUnder(LockedMemory ptl, int flags) {
        // opaque: the page lock is the mapping's, and not held. A file's page that is seen as one still is refused, one
        // that is seen without a file has lost its entry first, under this lock.
        if (rule.examines(flags) && !rule.allows(ptl.getIntOpaque(file.page().mapping()))) {
            return Errno.EFAULT.negative();
        }
        // opaque: the hardware sets the dirty bit without the lock.
        long entry = ptl.getLongOpaque(file.pte());
        if (!Pte.isPresent(entry) || FollFlag.isWrite(flags) && !Pte.isWritable(entry)) {
            return NEEDS_FAULT;
        }
        if (!FollFlag.isHeld(flags)) {
            return MappedFile.PFN;
        }
        if (ptl.getIntOpaque(file.refcount()) <= 0) {
            return Errno.ENOMEM.negative();
        }
        ptl.getAndAddInt(file.refcount(), Refcount.weight(FollFlag.isPin(flags), 1));
        return MappedFile.PFN;
    }
}
