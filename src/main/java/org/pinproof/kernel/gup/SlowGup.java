package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The step that the fast path falls back to: one page under the page-table lock, which every writer of an entry takes, so
 * that nothing has to be re-checked.
 *
 * <p>Left out: {@code mmap_lock}, VMAs, and faults on absent pages; an absent page ends the call.
 */
public final class SlowGup extends PagewiseSlowPath {
    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;

    /** Follows entries of this address space. */
    public SlowGup(Memory memory, FrameTable frames, AddressSpace mm) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
    }

    /** Makes an entry writable where it is found write-protected: anonymous memory, its page nobody else's. */
    @Override
    public int follow(int vpn, int flags) {
        return (int) memory.locked(SlowFollow, mm.ptl(), ptl -> followUnder(ptl, vpn, flags));
    }

    private long followUnder(LockedMemory ptl, int vpn, int flags) {
        int slot = mm.entry(ptl, vpn);
        long entry = ptl.getLong(slot);
        if (!Pte.isPresent(entry)) {
            return Errno.EFAULT.negative();
        }
        if (FollFlag.isWrite(flags) && !Pte.isWritable(entry)) {
            // release: a fast walker may take the entry from here on.
            ptl.setLongRelease(slot, Pte.makeWritable(entry));
        }
        int page = AddressSpace.page(entry, mm.offset(vpn));
        if (!FollFlag.isHeld(flags)) {
            return page;
        }
        // The entry's own reference keeps the page, and so its head, while the lock is held.
        int head = ptl.getIntOpaque(frames.compoundHead(page));
        if (ptl.getIntOpaque(frames.refcount(head)) <= 0) {
            return Errno.ENOMEM.negative();
        }
        ptl.getAndAddInt(frames.refcount(head), Refcount.weight(FollFlag.isPin(flags), 1));
        return page;
    }
}
