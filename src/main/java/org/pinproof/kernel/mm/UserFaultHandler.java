package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.UffdCopy;
import static org.pinproof.kernel.mm.KernelStep.UffdLockMmap;
import static org.pinproof.kernel.mm.KernelStep.UffdUnlockMmap;

/**
 * {@code UFFDIO_COPY}: a user resolves a fault that somebody sleeps in, if the area is one of theirs and nothing is mapped
 * there; in any case the sleepers are woken, as by {@code UFFDIO_WAKE}. Source: {@code mm/userfaultfd.c::mfill_atomic}.
 */
public final class UserFaultHandler {
    private final Memory memory;
    private final AddressSpace mm;
    private final VmaTable areas;
    private final HandleFault faults;
    private final Sleepers sleepers;
    private final MmapLock lock;

    /** Resolves faults of this address space. */
    public UserFaultHandler(
            Memory memory, AddressSpace mm, VmaTable areas, HandleFault faults, Sleepers sleepers, MmapLock lock) {
        this.memory = memory;
        this.mm = mm;
        this.areas = areas;
        this.faults = faults;
        this.sleepers = sleepers;
        this.lock = lock;
    }

    /** Copies a page to this vpn and wakes; called without {@code mmap_lock}. */
    public void copy(int vpn) {
        lock.downRead(UffdLockMmap);
        memory.locked(UffdCopy, mm.ptl(), ptl -> {
            // opaque: mmap_lock is held for reading.
            int vma = ptl.getIntOpaque(areas.area(vpn));
            if (vma != VmaTable.NONE
                    && VmFlag.has(ptl.getIntOpaque(areas.flags(vma)), VmFlag.VM_UFFD_MISSING)
                    && ptl.getLong(mm.entry(ptl, vpn)) == Pte.NONE) {
                faults.install(ptl, vpn, true);
            }
            return 0;
        });
        lock.upRead(UffdUnlockMmap);
        sleepers.wake(memory, vpn);
    }
}
