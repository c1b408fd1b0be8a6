package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.SlowMigWait;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * The step that the fast path falls back to: one page under the page-table lock, which every writer of an entry takes, so
 * that nothing has to be re-checked.
 *
 * <p>Left out: {@code mmap_lock}, VMAs, and faults on absent pages; an absent page ends the call. So are stores to the zero
 * page, which would be given a page of their own: who finds it here only reads.
 */
public final class SlowGup extends PagewiseSlowPath {
    private static final int NEVER_SPLIT = -1;
    private static final long IS_MIGRATION = -1000;

    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final PinAccounting accounting;
    private final int pageLock;

    /** Follows entries of this address space, in which no page is ever split; a pin is a bias for each page. */
    public SlowGup(Memory memory, FrameTable frames, AddressSpace mm) {
        this(memory, frames, mm, new BiasAccounting(memory, frames), NEVER_SPLIT);
    }

    /**
     * Follows entries of this address space.
     *
     * @param pageLock the lock cell of the page that may be split
     */
    public SlowGup(Memory memory, FrameTable frames, AddressSpace mm, PinAccounting accounting, int pageLock) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
        this.accounting = accounting;
        this.pageLock = pageLock;
    }

    /** Makes an entry writable where it is found write-protected: anonymous memory, its page nobody else's. */
    @Override
    public int follow(int vpn, int flags) {
        long found = memory.locked(SlowFollow, mm.ptl(), ptl -> followUnder(ptl, vpn, flags));
        while (found == IS_MIGRATION) {
            // The splitter drops the page lock when its entries are back.
            memory.awaitInt(SlowMigWait, pageLock, lock -> lock == 0);
            found = memory.locked(SlowFollow, mm.ptl(), ptl -> followUnder(ptl, vpn, flags));
        }
        return (int) found;
    }

    private long followUnder(LockedMemory ptl, int vpn, int flags) {
        int slot = mm.entry(ptl, vpn);
        long entry = ptl.getLong(slot);
        if (Pte.isMigration(entry)) {
            return IS_MIGRATION;
        }
        if (!Pte.isPresent(entry)) {
            return Errno.EFAULT.negative();
        }
        if (FollFlag.isWrite(flags) && !Pte.isWritable(entry) && !Pte.isSpecial(entry)) {
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
        if (!FollFlag.isPin(flags) || !accounting.isGrabExempt(page)) {
            accounting.addUnder(ptl, head, FollFlag.isPin(flags));
        }
        return page;
    }
}
