package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.SlowGrabRest;
import static org.pinproof.kernel.mm.KernelStep.SlowPutFirst;
import static org.pinproof.kernel.mm.KernelStep.SlowReadCount;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.VmaTable;

/**
 * The look at an entry under the page-table lock, with the reference taken in the same section; and the other references where
 * the entry is a huge page.
 *
 * <p>Several references at once to a huge page are taken since 6.5; before, a call that wanted the pages followed each by
 * itself. Left out: {@code FOLL_TOUCH}'s marks (a frame has none here), NUMA hints, unsharing (5.19), devmap, migration entries,
 * and the exact pin count of a large page. Source: {@code
 * mm/gup.c::follow_page_pte}, {@code follow_trans_huge_pmd}, {@code try_grab_page}, {@code try_grab_folio}. Not final so that a
 * mutant can replace a decision.
 */
public class FollowPage {
    /** There is no entry that lets the access through. */
    public static final long NEEDS_FAULT = -1000;

    private static final int HEAD_SHIFT = 20;
    private static final int PAGE_MASK = (1 << HEAD_SHIFT) - 1;
    private static final long HUGE = 1L << 2 * HEAD_SHIFT;

    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final VmaTable areas;
    private final PageAllocator allocator;

    /** Follows entries of this address space. */
    public FollowPage(Memory memory, FrameTable frames, AddressSpace mm, VmaTable areas, PageAllocator allocator) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
        this.areas = areas;
        this.allocator = allocator;
    }

    /** {@return the page found, of a result of {@link #follow}} */
    public static int page(long found) {
        return (int) found & PAGE_MASK;
    }

    /** {@return its head} */
    public static int head(long found) {
        return (int) (found >> HEAD_SHIFT) & PAGE_MASK;
    }

    /** {@return whether a huge page maps it: its neighbours come with it} */
    public static boolean isHuge(long found) {
        return (found & HUGE) != 0;
    }

    /** {@return how many pages a huge entry maps from this vpn on} */
    final int restOfLeaf(int vpn) {
        return mm.restOfPmd(vpn);
    }

    /**
     * Looks at the entry of this vpn, and takes one reference if the flags ask for any.
     *
     * @param vma its area
     * @return what {@link #page} and the like read; {@link #NEEDS_FAULT}; or a negative {@link Errno}
     */
    final long follow(int vma, int vpn, int flags) {
        if (FollFlag.isBoth(flags)) {
            return Errno.EINVAL.negative();
        }
        return memory.locked(SlowFollow, mm.ptl(), ptl -> under(ptl, vma, vpn, flags));
    }

    private long under(LockedMemory ptl, int vma, int vpn, int flags) {
        long entry = ptl.getLong(mm.entry(ptl, vpn));
        // opaque: mmap_lock is held for reading.
        int area = ptl.getIntOpaque(areas.flags(vma));
        if (!Pte.isPresent(entry)
                || FollFlag.isWrite(flags) && !Pte.isWritable(entry) && !CheckVmaFlags.canFollowWrite(area, flags)) {
            return NEEDS_FAULT;
        }
        int page = AddressSpace.page(entry, mm.offset(vpn));
        // The entry's own reference keeps the page, and so its head, while the lock is held.
        int head = ptl.getIntOpaque(frames.compoundHead(page));
        if (FollFlag.isHeld(flags)) {
            if (!isWithinLimit(ptl.getIntOpaque(frames.refcount(head)))) {
                return Errno.ENOMEM.negative();
            }
            ptl.getAndAddInt(frames.refcount(head), Refcount.weight(FollFlag.isPin(flags), 1));
        }
        return (Pte.isLeaf(entry) ? HUGE : 0) | (long) head << HEAD_SHIFT | page;
    }

    /** Whether a reference may be added to this count. Source: {@code mm/gup.c::try_grab_page}. */
    protected boolean isWithinLimit(int count) {
        return count > 0;
    }

    /**
     * Takes as many references more to a page that is held; if they are refused, the first goes as well.
     *
     * @return 0, or a negative {@link Errno}, and nothing is held
     */
    final int grabRest(int head, int refs, int flags) {
        boolean pin = FollFlag.isPin(flags);
        // opaque: the limit check, and nothing keeps it true; 2^31 is too far to race over. The head cannot change: a
        // reference is held.
        if (memory.getIntOpaque(SlowReadCount, frames.refcount(head)) < 0
                || !memory.addIntUnlessZero(SlowGrabRest, frames.refcount(head), Refcount.weight(pin, refs))) {
            putFirst(head, pin);
            return Errno.EFAULT.negative();
        }
        return 0;
    }

    /** Takes back the reference of {@link #follow}. Source: {@code mm/gup.c::gup_put_folio}. */
    protected void putFirst(int head, boolean pin) {
        int weight = Refcount.weight(pin, 1);
        // full: as in Release.
        if (memory.getAndAddInt(SlowPutFirst, frames.refcount(head), -weight) == weight) {
            allocator.free(head);
        }
    }
}
