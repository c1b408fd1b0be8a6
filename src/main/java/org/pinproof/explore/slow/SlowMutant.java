package org.pinproof.explore.slow;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRegion;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * The slow path, or its caller, with one decision wrong; the slugs are the specification's.
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
    VMAS_RETRY("D23-longterm-vmas-after-drop"),
    /** The first fault may not lose the lock; what f0818f472d8d was for. */
    NEVER_RETRY("D24-uffd-gup-no-retry"),
    /** The fault sleeps for a user with the lock held. A mutation class. */
    SLEEPS_LOCKED("D24-uffd-sleeps-locked"),
    /** The area that was looked up before the wait is used after it. A mutation class. */
    STALE_VMA("stale-vma-kept"),
    /** The fault drops the lock, and {@code *locked} does not tell. A mutation class. */
    LOCKED_LEFT("locked-left-set"),
    /** A range that does not fit is answered with 0 (until 2023), and its caller asks for the rest. */
    TOLD_NOTHING("A24-fast-overflow-returns-zero"),
    /** The entry is there before the page is ready (Y. Zhao, 2018). */
    EXPOSED_EARLY("D14-expose-before-ready"),
    /** Pages of one head are taken for one piece (CVE-2023-2598). */
    SAME_HEAD("D31-io-uring-same-page-coalesce"),
    /** Every page of a huge page is recorded as the head. A mutation class. */
    HEADS_ONLY("head-for-subpage"),
    /** Whom a signal has woken stays on the queue. A mutation class. */
    STAYS_QUEUED("left-on-queue"),
    /** Whoever unmaps a page does not look whether anybody else has it, and leaves it. A mutation class. */
    NEVER_FREES("unmap-never-frees"),
    /** Whoever unmaps a page frees it. A mutation class. */
    FREES_HELD("unmap-frees-held");

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
        return switch (this) {
            case SLEEPS_LOCKED -> new SlowMutants.SleepsLocked(parts);
            case EXPOSED_EARLY -> new SlowMutants.ExposesBeforeReady(parts);
            case STAYS_QUEUED -> new SlowMutants.StaysQueued(parts);
            default -> new SlowMutants.Fault(parts);
        };
    }

    FollowPage follow(Parts parts) {
        return switch (this) {
            case GRAB_BEYOND -> new SlowMutants.GrabBeyond(parts);
            case FIRST_KEPT -> new SlowMutants.FirstKept(parts);
            default -> new SlowMutants.Follow(parts);
        };
    }

    GetUserPages pages(Parts parts, FollowPage follow, HandleFault fault) {
        return switch (this) {
            case NEVER_RETRY -> new SlowMutants.NeverRetry(parts, follow, fault);
            case LOCKED_LEFT -> new SlowMutants.LockedLeft(parts, follow, fault);
            case STALE_VMA -> new SlowMutants.KeepsVma(parts, follow, fault);
            case HEADS_ONLY -> new SlowMutants.HeadsOnly(parts, follow, fault);
            default -> new SlowMutants.Pages(parts, follow, fault);
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

    MmapRegion region(Parts parts) {
        return switch (this) {
            case NEVER_FREES -> new SlowMutants.NeverLast(parts);
            case FREES_HELD -> new SlowMutants.AlwaysLast(parts);
            default -> new SlowMutants.Region(parts);
        };
    }

    SlowCaller caller() {
        return switch (this) {
            case VMAS_RETRY -> new SlowMutants.LosesTheLock();
            case RELEASES_ASKED -> new SlowMutants.ReleasesAsked();
            case TOLD_NOTHING -> new SlowMutants.ToldNothing();
            case SAME_HEAD -> new SlowMutants.SameHead();
            default -> new SlowCaller();
        };
    }
}
