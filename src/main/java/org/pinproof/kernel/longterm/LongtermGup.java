package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.LtCollect;
import static org.pinproof.kernel.mm.KernelStep.LtDrainTest;
import static org.pinproof.kernel.mm.KernelStep.LtFail;
import static org.pinproof.kernel.mm.KernelStep.LtIsolate;
import static org.pinproof.kernel.mm.KernelStep.LtRetry;
import static org.pinproof.kernel.mm.KernelStep.LtUnpinAll;

import java.util.ArrayList;
import java.util.List;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.gup.SlowPath;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Refcount;

/**
 * The slow path of long-term pins, around one that knows nothing of them: pin, look where the pages lie, and if one of them must
 * move, release them all, move those, and pin again.
 *
 * <p>The caller holds {@code mmap_lock} for reading all along. What becomes of a page that cannot be moved is the form's to say:
 * {@link SoftLongtermGup}, {@link HardLongtermGup}. Source: {@code mm/gup.c::__gup_longterm_locked}, {@code
 * check_and_migrate_movable_pages}. Its decisions can be replaced by a mutant.
 */
public abstract class LongtermGup implements SlowPath {

    /**
     * The parts that it is made of.
     *
     * @param inner pins pages wherever they lie
     * @param drains whether per-CPU batches are drained of a page with more references than expected
     */
    public record Parts(
            SlowPath inner,
            PlacedPages pages,
            Release release,
            LruLists lists,
            MigratePage migrate,
            DaxCheck daxCheck,
            ExpectedRefs expected,
            boolean drains) {}

    private static final int NOBODYS = -1;

    private final Memory memory;
    private final Parts parts;

    /** What a look at the pages of a call has found: some isolated, one perhaps that somebody else has isolated. */
    private static final class Found {
        final List<Integer> isolated = new ArrayList<>();
        boolean mustMove;
        int elsewhere = NOBODYS;
    }

    LongtermGup(Memory memory, Parts parts) {
        this.memory = memory;
        this.parts = parts;
    }

    @Override
    public final int take(SlowRequest request) {
        if (!FollFlag.isLongterm(request.flags())) {
            return parts.inner().take(request);
        }
        boolean migrates = true;
        while (true) {
            int taken = parts.inner().take(request);
            if (taken <= 0) {
                return taken;
            }
            if (!parts.daxCheck().isAllowed(memory, hasDax(request, taken))) {
                unpinAll(request, taken);
                return Errno.EOPNOTSUPP.negative();
            }
            Found found = migrates ? collect(request, taken) : new Found();
            if (!found.mustMove) {
                return taken;
            }
            unpinAll(request, taken);
            if (!migrateAll(found.isolated)) {
                if (isFailureFinal()) {
                    fail(request, taken);
                    return Errno.ENOMEM.negative();
                }
                migrates = false;
            }
            retry(found.elsewhere);
        }
    }

    /** Whether a page that lies there must move. */
    protected abstract boolean isUnpinnable(Placement placement);

    /** Whether a page that somebody else has isolated is one that must move. */
    protected abstract boolean isElsewhereCounted();

    /** Whether the call fails if a page could not be moved; otherwise it is pinned where it lies. */
    protected abstract boolean isFailureFinal();

    private boolean hasDax(SlowRequest request, int taken) {
        for (int i = 0; i < taken; i++) {
            if (parts.pages().isDax(request.pages()[request.at() + i])) {
                return true;
            }
        }
        return false;
    }

    private Found collect(SlowRequest request, int taken) {
        Found found = new Found();
        for (int i = 0; i < taken; i++) {
            found.mustMove = mustMove(found.mustMove, collect(request.pages()[request.at() + i], found));
        }
        return found;
    }

    /** {@return whether this page must move} */
    private boolean collect(int page, Found found) {
        // Nothing is read that can change: the page is held, and lies where it lies.
        memory.local(LtCollect, page);
        if (!isUnpinnable(parts.pages().placement(page))) {
            return false;
        }
        if (isDrainNeeded(page)) {
            parts.lists().drain(page);
        }
        if (parts.lists().isolate(LtIsolate, page)) {
            found.isolated.add(page);
            return true;
        }
        found.elsewhere = page;
        return isElsewhereCounted();
    }

    /** Whether a mixture must move: one page that does is enough, wherever it is. */
    protected boolean mustMove(boolean before, boolean page) {
        return before || page;
    }

    /** Whether somebody has a reference who should not: then it may be a batch's. */
    protected boolean isDrainNeeded(int page) {
        // volatile: stays behind the pin, which it has to see in the count.
        return parts.drains()
                && memory.getIntVolatile(LtDrainTest, parts.pages().frames().refcount(page))
                        != parts.expected().pinned();
    }

    /** All of them, the pinnable ones too, or the call would hold them while it waits; each exactly once. */
    protected final void unpinAll(SlowRequest request, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            parts.release().drop(LtUnpinAll, request.pages()[request.at() + i], Refcount.weight(true, 1));
        }
    }

    private boolean migrateAll(List<Integer> isolated) {
        boolean all = true;
        for (int page : isolated) {
            all &= parts.migrate().migrate(page);
        }
        return all;
    }

    /** The call fails, and holds nothing. */
    protected void fail(SlowRequest request, int taken) {
        memory.local(LtFail, taken);
    }

    /**
     * Before the next turn. One that would find the page isolated still is the same again, so it is waited for; the kernel goes
     * round at once.
     */
    private void retry(int elsewhere) {
        if (elsewhere == NOBODYS) {
            memory.local(LtRetry, 0);
        } else {
            // volatile: pairs with LruPutback and MigRestore; the next turn sees what became of the page.
            memory.awaitInt(LtRetry, parts.pages().lru(elsewhere), lru -> lru != PlacedPages.ISOLATED);
        }
    }
}
