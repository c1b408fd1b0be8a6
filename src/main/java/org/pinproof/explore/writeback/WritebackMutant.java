package org.pinproof.explore.writeback;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum WritebackMutant {
    /** The correct code. */
    NONE("none", WritebackParts::new),
    /** The flusher does not ask if the page is pinned (the seed problem; mostly the present). */
    DMA_AFTER_CLEAN("B01-dma-after-clean", FlusherMutants.DmaAfterClean::new),
    /** Nor does reclaim, which strips the buffers that the release's mark needs (Jan Kara's trace of January 2018). */
    REDIRTY_WITHOUT_BUFFERS("B02-redirty-without-buffers", ReclaimMutants.RedirtyWithoutBuffers::new),
    /** The flusher asks before it write-protects. A mutation class. */
    PINNED_TEST_BEFORE_MKCLEAN("B03-pinned-test-before-mkclean", FlusherMutants.PinnedTestBeforeMkclean::new),
    /** The fault installs the entry and marks the page without the page lock (fixed by 79352894b285). */
    CLEAR_DIRTY_VS_FAULT("B05-clear-dirty-vs-fault", MappingMutants.ClearDirtyVsFault::new),
    /** What the entry knew of dirt is not moved to the page and its buffers (fixed by 7658cc289288). */
    MKCLEAN_RESULT_DROPPED("B06-mkclean-result-dropped", FlusherMutants.MkcleanResultDropped::new),
    /** Unmapping marks the page, drops the lock, and only then flushes the TLBs (fixed by 1cf35d47712d). */
    TLB_DIRTY_AFTER_ZAP("B07-tlb-dirty-after-zap", MappingMutants.TlbDirtyAfterZap::new),
    /** Unmapping believes an entry that is none only while it is being cleaned (fixed by 024eee0e83f0). */
    MKCLEAN_TRANSIENT_NONE("B08-mkclean-transient-none", MappingMutants.MkcleanTransientNone::new),
    /** Reclaim of a page after MADV_FREE does not look at the count (fixed by 6c8e2a256915). */
    MADV_FREE_VS_DIO("B10-madv-free-vs-dio", ReclaimMutants.MadvFreeVsDio::new),
    /** The release does not mark the page (drivers before 3c7470b6f684). */
    UNPIN_NO_DIRTY("B13-unpin-no-dirty", HolderMutants.UnpinNoDirty::new),
    /** The release marks the page without the page lock. A mutation class. */
    SET_DIRTY_UNLOCKED("B14-set-dirty-unlocked", HolderMutants.SetDirtyUnlocked::new),
    /** The fault does not wait for a write under way (before 3.0 none did). */
    STABLE_PAGES_DIO("B15-stable-pages-dio", MappingMutants.StablePagesDio::new),
    /** The rule for long-term pins is inverted (a revision of the series that became a6e79df92e4a). */
    INVERTED_PERMISSION_TEST("B16-inverted-permission-test", HolderMutants.InvertedPermissionTest::new),
    /** BOUNCE takes the dirty mark away although the pin stays. A mutation class. */
    BOUNCE_CLEARS_DIRTY("B19-bounce-clears-dirty", FlusherMutants.BounceClearsDirty::new),
    /** A page that is pinned is waited for, whatever the policy. A hypothesis. */
    WAIT_POLICY_LIVELOCK("B17-wait-policy-livelock", FlusherMutants.WaitPolicyLivelock::new),
    /** The undo is a subtraction and a put without its get. A mutation class. */
    SUB_THEN_PUT("A08-sub-then-put", HolderMutants.SubThenPut::new),
    /** The grab adds without the test for zero. */
    GRAB_FROM_ZERO("A18-grab-from-zero", HolderMutants.GrabFromZero::new),
    /** A driver unpins what it has taken by get (v2 of the pin series, in on-demand paging). */
    ODP_MISMATCH("A22-odp-mismatch", HolderMutants.OdpMismatch::new),
    /** A driver puts what it has pinned. A mutation class. */
    PUT_FOR_UNPIN("put-for-unpin", HolderMutants.PutForUnpin::new),
    /** The flusher does not stop devices that follow the page table. A mutation class. */
    DEVICE_NOT_STOPPED("device-not-stopped", FlusherMutants.DeviceNotStopped::new),
    /** fsync does not wait for a write that another has begun. A mutation class. */
    FSYNC_WAITS_FOR_NOBODY("fsync-waits-for-nobody", FlusherMutants.FsyncWaitsForNobody::new),
    /** A write does not end. A mutation class. */
    WRITEBACK_WITHOUT_END("writeback-without-end", FlusherMutants.WritebackWithoutEnd::new),
    /** Reclaim does not free a page that only it still has. A mutation class. */
    KEPT_PAGE_NOT_FREED("kept-page-not-freed", ReclaimMutants.KeptPageNotFreed::new);

    private final String slug;
    private final Supplier<WritebackParts> parts;

    WritebackMutant(String slug, Supplier<WritebackParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts, and in {@code spec/README.md}} */
    public String slug() {
        return slug;
    }

    WritebackParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static WritebackMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(WritebackMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
