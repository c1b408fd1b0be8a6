package org.pinproof.kernel.gup;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.MmapRead;

/**
 * The functions that take pages: each adds its flags to the caller's, checks that they go together, and takes the fast path,
 * the slow path, or one after the other.
 *
 * <p>In all of them {@code start} is the number of a virtual page, {@code nr} how many pages are asked for, and {@code pages}
 * receives the page frame numbers of those that the caller owns afterwards: a prefix of what it asked. No pages are no error.
 * The functions that do not say otherwise are called with {@code mmap_lock} held for reading; one that is given a {@code
 * locked} may come back without it. Errors are C's ({@link Errno}); a broken rule that C answers by {@code BUG} is a {@link
 * KernelBug}. Source: {@code mm/gup.c}.
 */
public final class Gup {
    /** Numbers of virtual pages end here: 64-bit addresses, 4K pages. */
    public static final long ADDRESSES = 1L << 52;

    private final AddressSpace mm;
    private final FastGup fast;
    private final SlowPath slow;
    private final MmapRead lock;
    private final ApiForm form;

    /** Takes pages of this address space, under today's rules and without {@code mmap_lock}. */
    public Gup(AddressSpace mm, FastGup fast, SlowPath slow) {
        this(mm, fast, slow, MmapRead.LEFT_OUT, ApiForm.LINUX_6);
    }

    /** Takes pages of this address space. */
    public Gup(AddressSpace mm, FastGup fast, SlowPath slow, MmapRead lock, ApiForm form) {
        this.mm = mm;
        this.fast = fast;
        this.slow = slow;
        this.lock = lock;
        this.form = form;
    }

    /** A plain reference to each page; released by {@link Release#putPage}. */
    public GupResult getUserPages(long start, int nr, int flags, int[] pages, int[] vmas) {
        return call(GupFunction.GET_USER_PAGES, start, nr, flags, pages, vmas, null);
    }

    /** As {@link #getUserPages}, of another process, and with the right to drop the lock if {@code locked} is not null. */
    public GupResult getUserPagesRemote(long start, int nr, int flags, int[] pages, int[] vmas, MmapLocked locked) {
        return call(GupFunction.GET_USER_PAGES_REMOTE, start, nr, flags, pages, vmas, locked);
    }

    /** As {@link #getUserPages}, with the right to drop the lock. No VMAs: they would be worth nothing. */
    public GupResult getUserPagesLocked(long start, int nr, int flags, int[] pages, MmapLocked locked) {
        return call(GupFunction.GET_USER_PAGES_LOCKED, start, nr, flags, pages, null, locked);
    }

    /** As {@link #getUserPagesLocked}, called without the lock, which it takes and drops. */
    public GupResult getUserPagesUnlocked(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.GET_USER_PAGES_UNLOCKED, start, nr, flags, pages, null, null);
    }

    /** As {@link #getUserPagesUnlocked}, without any lock as far as that goes. */
    public GupResult getUserPagesFast(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.GET_USER_PAGES_FAST, start, nr, flags, pages, null, null);
    }

    /** As {@link #getUserPagesFast}, and no farther than it goes without a lock: from anywhere, as it never sleeps. */
    public GupResult getUserPagesFastOnly(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.GET_USER_PAGES_FAST_ONLY, start, nr, flags, pages, null, null);
    }

    /** A pin of each page; released by {@link Release#unpinUserPage}. */
    public GupResult pinUserPages(long start, int nr, int flags, int[] pages, int[] vmas) {
        return call(GupFunction.PIN_USER_PAGES, start, nr, flags, pages, vmas, null);
    }

    /** As {@link #pinUserPages}, of another process, and with the right to drop the lock if {@code locked} is not null. */
    public GupResult pinUserPagesRemote(long start, int nr, int flags, int[] pages, int[] vmas, MmapLocked locked) {
        return call(GupFunction.PIN_USER_PAGES_REMOTE, start, nr, flags, pages, vmas, locked);
    }

    /** As {@link #pinUserPages}, called without the lock, which it takes and drops. */
    public GupResult pinUserPagesUnlocked(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.PIN_USER_PAGES_UNLOCKED, start, nr, flags, pages, null, null);
    }

    /** As {@link #pinUserPagesUnlocked}, without any lock as far as that goes. */
    public GupResult pinUserPagesFast(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.PIN_USER_PAGES_FAST, start, nr, flags, pages, null, null);
    }

    /** As {@link #pinUserPagesFast}, and no farther than it goes without a lock; what it does not take is no error here. */
    public GupResult pinUserPagesFastOnly(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.PIN_USER_PAGES_FAST_ONLY, start, nr, flags, pages, null, null);
    }

    /** {@link #pinUserPages} with {@code FOLL_LONGTERM}. */
    public GupResult pinLongtermPages(long start, int nr, int flags, int[] pages, int[] vmas) {
        return call(GupFunction.PIN_LONGTERM_PAGES, start, nr, flags, pages, vmas, null);
    }

    /** {@link #pinUserPagesRemote} with {@code FOLL_LONGTERM}. */
    public GupResult pinLongtermPagesRemote(long start, int nr, int flags, int[] pages, int[] vmas, MmapLocked locked) {
        return call(GupFunction.PIN_LONGTERM_PAGES_REMOTE, start, nr, flags, pages, vmas, locked);
    }

    /** {@link #pinUserPagesFast} with {@code FOLL_LONGTERM}. */
    public GupResult pinLongtermPagesFast(long start, int nr, int flags, int[] pages) {
        return call(GupFunction.PIN_LONGTERM_PAGES_FAST, start, nr, flags, pages, null, null);
    }

    private GupResult call(
            GupFunction function, long start, int nr, int flags, int[] pages, int[] vmas, MmapLocked locked) {
        if (form.refusal(function, flags, pages != null, vmas != null, locked).isPresent()) {
            return GupResult.of(form.refused(function));
        }
        int all = ApiForm.effective(function, flags, pages != null, locked);
        form.bug(nr, all, pages != null, vmas != null, locked).ifPresent(rule -> {
            throw new KernelBug(function + ": " + rule);
        });
        if (nr == 0) {
            return new GupResult.Pages(0);
        }
        return GupResult.of(
                function.isFast()
                        ? fast(function, start, nr, all, pages)
                        : slow(function, start, nr, all, pages, vmas, locked));
    }

    /** Source: {@code mm/gup.c::internal_get_user_pages_fast}. */
    private int fast(GupFunction function, long start, int nr, int flags, int[] pages) {
        if (isOverflow(start, nr)) {
            return form.overflowed();
        }
        if (start < 0 || start > mm.pages() - (long) nr) {
            return Errno.EFAULT.negative();
        }
        int done = fast.walk((int) start, nr, flags, pages);
        if (done == nr || function.isFastOnly()) {
            return done;
        }
        SlowRequest rest = new SlowRequest(
                (int) start + done, nr - done, flags | FollFlag.FOLL_TOUCH, pages, done, null, mayDrop(flags));
        int more = underTheLock(rest);
        return more >= 0 ? done + more : done > 0 ? done : more;
    }

    /** A negative number of pages is an enormous length in C, whatever it is added to. */
    private static boolean isOverflow(long start, int nr) {
        return nr < 0 || start > ADDRESSES - nr;
    }

    /** What is beyond the address space has no VMA: what is before it can be had all the same. */
    private int slow(GupFunction function, long start, int nr, int flags, int[] pages, int[] vmas, MmapLocked locked) {
        if (nr < 0 || start < 0 || start >= mm.pages()) {
            return Errno.EFAULT.negative();
        }
        int inside = (int) Math.min(nr, mm.pages() - start);
        return function.takesTheLock()
                ? underTheLock(new SlowRequest((int) start, inside, flags, pages, 0, vmas, mayDrop(flags)))
                : slow.take(new SlowRequest((int) start, inside, flags, pages, 0, vmas, locked));
    }

    private MmapLocked mayDrop(int flags) {
        return form.keepsTheLock(flags) ? null : MmapLocked.held();
    }

    /** Source: {@code mm/gup.c::get_user_pages_unlocked}. */
    private int underTheLock(SlowRequest request) {
        lock.downRead();
        int taken = slow.take(request);
        if (request.locked() == null || request.locked().isHeld()) {
            lock.upRead();
        }
        return taken;
    }
}
