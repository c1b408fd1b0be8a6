package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.FastFallback;
import static org.pinproof.kernel.mm.KernelStep.FastSetHasPinned;
import static org.pinproof.kernel.mm.KernelStep.SlowFollow;

import org.pinproof.kernel.fork.AnonFault.Want;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * Takes one page of a private mapping: without locks if that goes, else under {@code mmap_lock}, which keeps forks away, faulting
 * until the entry gives what is asked.
 *
 * <p>A page is pinned for writing where stores may go through its entry, or where a forced store may go to a page that is
 * this address space's alone; for reading, where nobody's store would leave it behind. Left out: VMAs, signals, waits; a
 * mapping lets everything be faulted in. Source: {@code mm/gup.c::internal_get_user_pages_fast}, {@code follow_page_pte}, {@code
 * can_follow_write_pte}, {@code faultin_page}. Not final so that a mutant can replace one decision.
 */
public class AnonGup {
    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonFastGup fast;
    private final AnonFault fault;

    /** Takes pages of this mapping. */
    public AnonGup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
        this.memory = memory;
        this.mapping = mapping;
        this.fast = fast;
        this.fault = fault;
    }

    /**
     * Takes the page of this vpn.
     *
     * @param flags {@code FOLL_PIN} or {@code FOLL_GET}, with any of {@code FOLL_WRITE}, {@code FOLL_FORCE} and {@code
     *     FOLL_LONGTERM}; a pin to read is taken as one for long
     * @return the pfn
     */
    public final int take(MmStruct mm, int vpn, int flags) {
        boolean pin = FollFlag.isPin(flags);
        if (pin) {
            // release, and it could be relaxed: behind it comes FastGrab, which is full. A fork that has not seen it
            // has ended
            // before FastSeqBegin, and is seen by the write-protected entry, or is under way, and is seen by
            // FastSeqEnd.
            memory.setIntRelease(FastSetHasPinned, mm.hasPinned(), 1);
        } else {
            memory.local(FastSetHasPinned, vpn);
        }
        // A forced walk is of somebody else's memory, for which there is no fast path.
        int page = FollFlag.has(flags, FollFlag.FOLL_FORCE) ? AnonFastGup.NONE : fast.walk(mm, vpn, flags);
        return page != AnonFastGup.NONE ? page : slow(mm, vpn, flags);
    }

    private int slow(MmStruct mm, int vpn, int flags) {
        MmapLock lock = new MmapLock(memory, mm.mmapLock());
        lock.downRead(FastFallback);
        boolean copied = false;
        while (true) {
            boolean broken = copied;
            int page = (int) memory.locked(SlowFollow, mm.ptl(), ptl -> follow(ptl, mm.pte(vpn), flags, broken));
            if (page != AnonFastGup.NONE) {
                lock.upRead();
                return page;
            }
            copied |= fault.handle(mm, vpn, want(flags, copied));
        }
    }

    private Want want(int flags, boolean copied) {
        return isWrite(flags, copied) ? Want.WRITE : FollFlag.isLongterm(flags) ? Want.UNSHARE : Want.READ;
    }

    /** Under the lock, which everybody takes who changes an entry: no re-check is needed. */
    private long follow(LockedMemory ptl, int slot, int flags, boolean copied) {
        long entry = ptl.getLong(slot);
        if (!Pte.isPresent(entry)) {
            return AnonFastGup.NONE;
        }
        int page = Pte.pfn(entry);
        boolean writable = Pte.isWritable(entry);
        boolean force = FollFlag.has(flags, FollFlag.FOLL_FORCE);
        boolean taken = writable
                || !(isWrite(flags, copied) && !(force && canForce(ptl, entry, copied))
                        || mustUnshare(ptl, page, flags));
        if (!taken) {
            return AnonFastGup.NONE;
        }
        // full: fast walks and releases add to the count without any lock, and an addition that is lost frees the page
        // under
        // the pin. Who changes the entry and looks at the count has this lock from the one to the other: ForkCheckPin,
        // KsmCheck, RclShare, ClearRefsTest, MoveCheck. So this comes before both or behind both.
        ptl.getAndAddInt(mapping.refcount(page), Refcount.weight(FollFlag.isPin(flags), 1));
        touch(ptl, slot, entry);
        return page;
    }

    /** What a walk leaves on the entry of the page it takes: nothing. */
    protected void touch(LockedMemory ptl, int slot, long entry) {}

    /**
     * Whether the walk still asks for a page to write to.
     *
     * @param copied whether it has been given a copy by now
     */
    protected boolean isWrite(int flags, boolean copied) {
        return FollFlag.isWrite(flags);
    }

    /**
     * Whether a forced store may go to the page of this entry, which stores may not go through: a fault would not make it so,
     * and the page is a copy of its own.
     */
    protected boolean canForce(LockedMemory ptl, long entry, boolean copied) {
        return !mapping.writable() && isExclusive(ptl, Pte.pfn(entry));
    }

    /** Whether somebody's store would leave the page behind. */
    protected boolean mustUnshare(LockedMemory ptl, int page, int flags) {
        return FollFlag.isLongterm(flags) && !isExclusive(ptl, page);
    }

    /** Whether the page is this address space's alone. */
    protected boolean isExclusive(LockedMemory ptl, int page) {
        return AnonPages.isAnon(page) && mapping.pages().isExclusive(ptl, page);
    }
}
