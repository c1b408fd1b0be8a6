package org.pinproof.explore.slow;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.FaultFlag;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRegion;

/** The slow path, those who change areas, and its callers: each right, and with one decision wrong. */
final class SlowMutants {
    private SlowMutants() {}

    static class Fault extends HandleFault {
        Fault(SlowMutant.Parts parts) {
            super(
                    parts.memory(),
                    parts.world().mm(),
                    parts.world().areas(),
                    parts.world().frames(),
                    parts.allocator(),
                    parts.world().sleepers(),
                    parts.lock());
        }
    }

    @Plants("D24-uffd-sleeps-locked")
    static final class SleepsLocked extends Fault {
        SleepsLocked(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected void dropBeforeSleep(MmapLock held) {
            // The mutation: the lock stays held.
        }
    }

    static class Follow extends FollowPage {
        Follow(SlowMutant.Parts parts) {
            super(
                    parts.memory(),
                    parts.world().frames(),
                    parts.world().mm(),
                    parts.world().areas(),
                    parts.allocator());
        }
    }

    @Plants("A18-slow-grab-beyond")
    static final class GrabBeyond extends Follow {
        GrabBeyond(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected boolean isWithinLimit(int count) {
            return true;
        }
    }

    @Plants("A25-first-reference-kept")
    static final class FirstKept extends Follow {
        FirstKept(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected void putFirst(int head, boolean pin) {
            // The mutation: the reference stays.
        }
    }

    static class Pages extends GetUserPages {
        Pages(SlowMutant.Parts parts, FollowPage follow, HandleFault fault) {
            super(
                    parts.memory(),
                    parts.world().areas(),
                    follow,
                    fault,
                    parts.world().sleepers());
        }
    }

    @Plants("D24-uffd-gup-no-retry")
    static final class NeverRetry extends Pages {
        NeverRetry(SlowMutant.Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
        }

        @Override
        protected int faultFlags(SlowRequest request) {
            boolean nowait = FollFlag.has(request.flags(), FollFlag.FOLL_NOWAIT);
            return nowait ? super.faultFlags(request) : super.faultFlags(request) & ~FaultFlag.FAULT_FLAG_ALLOW_RETRY;
        }
    }

    @Plants("locked-left-set")
    static final class LockedLeft extends Pages {
        LockedLeft(SlowMutant.Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
        }

        @Override
        protected int afterDrop(MmapLocked locked) {
            // The mutation: the caller is not told.
            return Errno.EBUSY.negative();
        }
    }

    @Plants("stale-vma-kept")
    static final class KeepsVma extends Pages {
        private final MmapLock lock;

        KeepsVma(SlowMutant.Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
            lock = parts.lock();
        }

        @Override
        protected int afterDrop(MmapLocked locked) {
            // The mutation: the lock again, and on with the same area.
            lock.downRead(KernelStep.SlowRetryWake);
            return 0;
        }
    }

    @Plants("D14-expose-before-ready")
    static final class ExposesBeforeReady extends Fault {
        ExposesBeforeReady(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected Outcome installed(Memory memory, int refcount) {
            memory.setIntRelease(KernelStep.SlowFault, refcount, 1);
            return super.installed(memory, refcount);
        }
    }

    @Plants("left-on-queue")
    static final class StaysQueued extends Fault {
        StaysQueued(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected void leaveQueue(Memory memory, int task) {
            memory.local(KernelStep.FltDequeue, task);
        }
    }

    @Plants("head-for-subpage")
    static final class HeadsOnly extends Pages {
        HeadsOnly(SlowMutant.Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
        }

        @Override
        protected int pageOf(long found, int refs, int page) {
            return refs > 1 ? FollowPage.head(found) : super.pageOf(found, refs, page);
        }
    }

    static class Region extends MmapRegion {
        Region(SlowMutant.Parts parts) {
            super(
                    parts.memory(),
                    parts.world().mm(),
                    parts.world().areas(),
                    parts.world().frames(),
                    parts.allocator(),
                    parts.lock(),
                    parts.world().treeLock());
        }
    }

    @Plants("unmap-never-frees")
    static final class NeverLast extends Region {
        NeverLast(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected boolean isLast(int references) {
            return false;
        }
    }

    @Plants("unmap-frees-held")
    static final class AlwaysLast extends Region {
        AlwaysLast(SlowMutant.Parts parts) {
            super(parts);
        }

        @Override
        protected boolean isLast(int references) {
            return true;
        }
    }

    @Plants("D23-vmas-after-drop")
    static final class LosesTheLock extends SlowCaller {
        @Override
        protected boolean losesTheLock() {
            return true;
        }
    }

    @Plants("A23-double-unpin-on-partial")
    static final class ReleasesAsked extends SlowCaller {
        @Override
        protected int handed(int done, int asked) {
            return done > 0 ? asked : done;
        }
    }

    @Plants("A24-overflow-returns-zero")
    static final class ToldNothing extends SlowCaller {
        @Override
        protected int overflowed() {
            return 0;
        }
    }

    @Plants("D31-io-uring-same-page-coalesce")
    static final class SameHead extends SlowCaller {
        @Override
        protected boolean isOnePiece(LockedMemory zone, FrameTable frames, int[] pages, int done) {
            return isOneHead(zone, frames, pages, done);
        }
    }
}
