package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.FaultFlag;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.kernel.mm.VmaTable;

/**
 * The walk of the slow path: page by page, find the area, look, fault, look again. {@code mmap_lock} is held when it begins;
 * a fault may have dropped it when it ends.
 *
 * <p>Left out: the gate area, hugetlb. Each page's area is looked up, where the kernel keeps it for the next page. Source:
 * {@code mm/gup.c::__get_user_pages}, {@code faultin_page}. Not final so that a mutant can replace a decision.
 */
public class GetUserPages {
    private final Memory memory;
    private final int pages;
    private final VmaTable areas;
    private final FollowPage follow;
    private final HandleFault fault;
    private final Sleepers sleepers;

    /**
     * Walks the pages of these areas.
     *
     * @param areas of the whole address space
     */
    public GetUserPages(Memory memory, VmaTable areas, FollowPage follow, HandleFault fault, Sleepers sleepers) {
        this.memory = memory;
        this.pages = areas.pages();
        this.areas = areas;
        this.follow = follow;
        this.fault = fault;
        this.sleepers = sleepers;
    }

    /**
     * Takes pages.
     *
     * @param task whose call it is
     * @param request its {@code locked} is told if the lock was dropped: at the page after the last that was taken
     * @return how many; a negative {@link Errno} if none and the lock is held
     */
    final int walk(int task, SlowRequest request) {
        int done = 0;
        while (done < request.nr()) {
            int vpn = request.start() + done;
            int vma = areas.find(memory, vpn);
            if (vma == VmaTable.NONE) {
                return orElse(done, Errno.EFAULT.negative());
            }
            int refused = CheckVmaFlags.check(areas.check(memory, vma), request.flags());
            int taken = refused != 0 ? refused : takeFrom(task, request, done, vma);
            if (taken == Errno.EBUSY.negative()) {
                return done;
            }
            if (taken < 0) {
                return orElse(done, taken);
            }
            done += taken;
        }
        return done;
    }

    /** An error is told only if there is nothing else to tell. */
    private static int orElse(int done, int error) {
        return done > 0 ? done : error;
    }

    /** Takes the next page, and what of the request comes with it; {@return how many, or a negative {@link Errno}} */
    private int takeFrom(int task, SlowRequest request, int done, int vma) {
        int vpn = request.start() + done;
        while (true) {
            if (sleepers.isKilled(memory, task)) {
                return Errno.EINTR.negative();
            }
            long found = follow.follow(vma, vpn, request.flags());
            if (found >= 0) {
                return record(request, done, vma, found);
            }
            int error = found == FollowPage.NEEDS_FAULT ? faultIn(task, request, vma, vpn) : (int) found;
            if (error != 0) {
                return error;
            }
        }
    }

    private int record(SlowRequest request, int done, int vma, long found) {
        int vpn = request.start() + done;
        int refs = FollowPage.isHuge(found)
                ? Math.min(request.nr() - done, Math.min(pages - vpn, follow.restOfLeaf(vpn)))
                : 1;
        if (refs > 1 && FollFlag.isHeld(request.flags())) {
            int refused = follow.grabRest(FollowPage.head(found), refs - 1, request.flags());
            if (refused != 0) {
                return refused;
            }
        }
        for (int page = 0; page < refs; page++) {
            request.record(done + page, pageOf(found, refs, page));
            if (request.vmas() != null) {
                request.vmas()[request.at() + done + page] = vma;
            }
        }
        return refs;
    }

    /** Which page it is, of as many as were found with one look: the head that is counted is not what was asked for. */
    protected int pageOf(long found, int refs, int page) {
        return FollowPage.page(found) + page;
    }

    /** {@return 0 to look again, {@code -EBUSY} after a fault that has to be tried again, or another {@link Errno}} */
    private int faultIn(int task, SlowRequest request, int vma, int vpn) {
        int flags = faultFlags(request);
        return switch (fault.handle(task, vma, vpn, flags)) {
            case DONE -> 0;
            case OOM -> Errno.ENOMEM.negative();
            case SIGBUS -> Errno.EFAULT.negative();
            case RETRY ->
                FaultFlag.has(flags, FaultFlag.FAULT_FLAG_RETRY_NOWAIT)
                        ? Errno.EBUSY.negative()
                        : afterDrop(request.locked());
        };
    }

    /** The fault has dropped the lock: the area is worth nothing from here on. The caller is told; {@return {@code -EBUSY}} */
    protected int afterDrop(MmapLocked locked) {
        locked.set(false);
        return Errno.EBUSY.negative();
    }

    /** What the fault may do: drop the lock if the caller can be told. */
    protected int faultFlags(SlowRequest request) {
        int flags = FollFlag.isWrite(request.flags()) ? FaultFlag.FAULT_FLAG_WRITE : 0;
        if (request.locked() != null) {
            flags |= FaultFlag.FAULT_FLAG_ALLOW_RETRY;
        }
        if (FollFlag.has(request.flags(), FollFlag.FOLL_NOWAIT)) {
            flags |= FaultFlag.FAULT_FLAG_ALLOW_RETRY | FaultFlag.FAULT_FLAG_RETRY_NOWAIT;
        }
        return FollFlag.has(request.flags(), FollFlag.FOLL_TRIED) ? flags | FaultFlag.FAULT_FLAG_TRIED : flags;
    }
}
