package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.SlowRetryWake;

import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Sleepers;

/**
 * The loop around the walk that takes {@code mmap_lock} again after a fault has dropped it, and tries the page once more.
 *
 * <p>Nothing that was looked up before the lock was dropped is used after it: areas may have been freed. For the same reason a
 * request that wants the areas must keep the lock. Left out: that a signal ends the wait for the lock ({@code
 * mmap_read_lock_killable}), and that a call ended by a signal said {@code -ERESTARTSYS} until 2020. Source: {@code mm/gup.c::__get_user_pages_locked}, f0818f472d8d.
 */
public final class GetUserPagesLocked implements SlowPath {

    /** How the second attempt differs. */
    public enum Era {
        /** It may not drop the lock again, waits for a read with it held, and for a user not at all. */
        LINUX_4_0,
        /** It may, and is made until it has come through; and signals are looked for first (4426e945df58). */
        LINUX_5_7
    }

    private final Memory memory;
    private final int task;
    private final GetUserPages pages;
    private final Sleepers sleepers;
    private final MmapLock lock;
    private final Era era;

    /**
     * Takes pages for one task.
     *
     * @param task its number
     */
    public GetUserPagesLocked(Memory memory, int task, GetUserPages pages, Sleepers sleepers, MmapLock lock, Era era) {
        this.memory = memory;
        this.task = task;
        this.pages = pages;
        this.sleepers = sleepers;
        this.lock = lock;
        this.era = era;
    }

    @Override
    public int take(SlowRequest request) {
        MmapLocked locked = request.locked();
        if (locked == null) {
            return pages.walk(task, request);
        }
        int done = 0;
        boolean lockDropped = false;
        while (done < request.nr()) {
            int taken = pages.walk(task, request.after(done));
            done += Math.max(taken, 0);
            if (locked.isHeld() || done == request.nr()) {
                done = done > 0 ? done : taken;
                break;
            }
            lockDropped = true;
            taken = retry(request, done, locked);
            if (taken != 1) {
                done = done > 0 ? done : taken;
                break;
            }
            done++;
        }
        if (lockDropped && locked.isHeld()) {
            // What the caller did under the lock is no longer protected by it, so it is told even if the lock is held.
            lock.upRead();
            locked.set(false);
        }
        return done;
    }

    /** One page, after the wait for its fault; {@return 1, or a negative {@link Errno}} */
    private int retry(SlowRequest request, int done, MmapLocked locked) {
        SlowRequest rest = request.after(done);
        SlowRequest one = new SlowRequest(
                rest.start(),
                1,
                rest.flags() | FollFlag.FOLL_TRIED,
                rest.pages(),
                rest.at(),
                rest.vmas(),
                era == Era.LINUX_4_0 ? null : locked);
        while (true) {
            if (era == Era.LINUX_5_7 && sleepers.isKilled(memory, task)) {
                return Errno.EINTR.negative();
            }
            lock.downRead(SlowRetryWake);
            locked.set(true);
            int taken = pages.walk(task, one);
            if (locked.isHeld()) {
                return taken;
            }
        }
    }
}
