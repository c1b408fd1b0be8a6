package org.pinproof.explore.slow;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.gup.Errno;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.gup.MmapLocked;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.mm.FaultFlag;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * The slow path, or its caller, with one decision wrong; the slugs are the specification's. The overflow that is answered with
 * 0 is not among them: its caller never comes back, which no state shows.
 */
public enum SlowMutant {
    /** The correct code. */
    NONE("none"),
    /** A reference is added to whatever count there is, as {@code get_page()} did before 8fde12ca79af. */
    GRAB_BEYOND("A18-slow-grab-beyond"),
    /** The caller releases what it asked for, not what it was returned. A mutation class. */
    RELEASES_ASKED("A23-double-unpin-on-partial"),
    /** The first reference to a huge page stays when the rest is refused. A mutation class. */
    FIRST_KEPT("A25-first-reference-kept"),
    /** A call that hands out areas may lose the lock. */
    VMAS_RETRY("D23-vmas-after-drop"),
    /** The first fault may not lose the lock; what f0818f472d8d was for. */
    NEVER_RETRY("D24-uffd-gup-no-retry"),
    /** The fault sleeps for a user with the lock held. A mutation class. */
    SLEEPS_LOCKED("D24-uffd-sleeps-locked"),
    /** The area that was looked up before the wait is used after it. A mutation class. */
    STALE_VMA("stale-vma-kept"),
    /** The fault drops the lock, and {@code *locked} does not tell. A mutation class. */
    LOCKED_LEFT("locked-left-set");

    private final String slug;

    SlowMutant(String slug) {
        this.slug = slug;
    }

    /** What a kernel is made of. */
    record Parts(Memory memory, SlowWorld world, PageAllocator allocator, MmapLock lock) {}

    /** {@return the name in scripts, and in the specification} */
    public String slug() {
        return slug;
    }

    /** {@return the id with which the mutants of the same kind in spec/manifest.json begin; empty for the correct code} */
    public String id() {
        return this == NONE ? "" : Character.isUpperCase(slug.charAt(0)) ? slug.substring(0, 3) : slug;
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static SlowMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(SlowMutant::slug).collect(Collectors.joining(", ")) + "."));
    }

    HandleFault fault(Parts parts) {
        return this == SLEEPS_LOCKED ? new SleepsLocked(parts) : new Fault(parts);
    }

    FollowPage follow(Parts parts) {
        return switch (this) {
            case GRAB_BEYOND -> new GrabBeyond(parts);
            case FIRST_KEPT -> new FirstKept(parts);
            default -> new Follow(parts);
        };
    }

    GetUserPages pages(Parts parts, FollowPage follow, HandleFault fault) {
        return switch (this) {
            case NEVER_RETRY -> new NeverRetry(parts, follow, fault);
            case LOCKED_LEFT -> new LockedLeft(parts, follow, fault);
            case STALE_VMA -> new KeepsVma(parts, follow, fault);
            default -> new Pages(parts, follow, fault);
        };
    }

    GetUserPagesLocked loop(Parts parts, int task, GetUserPages pages) {
        return new GetUserPagesLocked(
                parts.memory(),
                task,
                pages,
                parts.world().sleepers(),
                parts.lock(),
                parts.world().shape().era());
    }

    private static class Fault extends HandleFault {
        Fault(Parts parts) {
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

    private static final class SleepsLocked extends Fault {
        SleepsLocked(Parts parts) {
            super(parts);
        }

        @Override
        protected void dropBeforeSleep(MmapLock held) {
            // The mutation: the lock stays held.
        }
    }

    private static class Follow extends FollowPage {
        Follow(Parts parts) {
            super(
                    parts.memory(),
                    parts.world().frames(),
                    parts.world().mm(),
                    parts.world().areas(),
                    parts.allocator());
        }
    }

    private static final class GrabBeyond extends Follow {
        GrabBeyond(Parts parts) {
            super(parts);
        }

        @Override
        protected boolean isWithinLimit(int count) {
            return true;
        }
    }

    private static final class FirstKept extends Follow {
        FirstKept(Parts parts) {
            super(parts);
        }

        @Override
        protected void putFirst(int head, boolean pin) {
            // The mutation: the reference stays.
        }
    }

    private static class Pages extends GetUserPages {
        Pages(Parts parts, FollowPage follow, HandleFault fault) {
            super(
                    parts.memory(),
                    parts.world().areas(),
                    follow,
                    fault,
                    parts.world().sleepers());
        }
    }

    private static final class NeverRetry extends Pages {
        NeverRetry(Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
        }

        @Override
        protected int faultFlags(SlowRequest request) {
            boolean nowait = FollFlag.has(request.flags(), FollFlag.FOLL_NOWAIT);
            return nowait ? super.faultFlags(request) : super.faultFlags(request) & ~FaultFlag.FAULT_FLAG_ALLOW_RETRY;
        }
    }

    private static final class LockedLeft extends Pages {
        LockedLeft(Parts parts, FollowPage follow, HandleFault fault) {
            super(parts, follow, fault);
        }

        @Override
        protected int afterDrop(MmapLocked locked) {
            // The mutation: the caller is not told.
            return Errno.EBUSY.negative();
        }
    }

    private static final class KeepsVma extends Pages {
        private final MmapLock lock;

        KeepsVma(Parts parts, FollowPage follow, HandleFault fault) {
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
}
