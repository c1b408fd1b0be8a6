package org.pinproof.explore.writeback;

import com.google.common.collect.ImmutableList;
import org.pinproof.sched.Schedule;

/**
 * What a writeback bug is bad for: a short script in which it breaks an invariant that the explorer checks by itself, and the
 * shortest way there.
 *
 * @param slug the bug's name, here and in the specification; it begins with its id if the bug has one
 * @param invariant what is broken soonest: the first word of the violation
 * @param shortest a schedule of as few steps as any, of the script with the bug in it
 */
public record WritebackHarm(String slug, String invariant, Schedule shortest) {
    private static final ImmutableList<WritebackHarm> HARMS = ImmutableList.of(
            of(
                    WritebackMutant.DMA_AFTER_CLEAN,
                    "NoLostDmaWrite",
                    "wb/KEEP_DIRTY/unstable/dirty/pin;dma;device(0);dma-stop;unpin|flush",
                    "0x9.1x10.0x4.1x2"),
            // In two tasks the release could come before reclaim, and break less.
            of(
                    WritebackMutant.REDIRTY_WITHOUT_BUFFERS,
                    "BuffersWhenDirty",
                    "wb/KEEP_DIRTY/unstable/dirty/pin;flush;reclaim;unpin-dirty",
                    "0x30"),
            of(
                    WritebackMutant.PINNED_TEST_BEFORE_MKCLEAN,
                    "NoFalseNegativeChecked",
                    "wb/KEEP_DIRTY/unstable/dirty/pin|flush",
                    "0x4.1x3.0x3.1x4"),
            of(
                    WritebackMutant.CLEAR_DIRTY_VS_FAULT,
                    "DirtyNotified",
                    "wb/KEEP_DIRTY/unstable/clean/fault|flush",
                    "0x4.1x3.0.1x2.0.1"),
            of(
                    WritebackMutant.MKCLEAN_RESULT_DROPPED,
                    "NoLostCpuWrite",
                    "wb/KEEP_DIRTY/unstable/dirty/fill;store(0)|write-buffer(0);flush",
                    "0.1.0.1x11"),
            of(
                    WritebackMutant.TLB_DIRTY_AFTER_ZAP,
                    "NoLostCpuWrite",
                    "wb/KEEP_DIRTY/unstable/dirty/fill;store(0)|zap|flush",
                    "0.1.2x8.0.2x2"),
            of(
                    WritebackMutant.MKCLEAN_TRANSIENT_NONE,
                    "ZapDrops",
                    "wb/KEEP_DIRTY/unstable/dirty/zap|flush",
                    "1x3.0.1x2"),
            of(
                    WritebackMutant.MADV_FREE_VS_DIO,
                    "NoLostDmaWrite",
                    "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;device(0);dma-stop;unpin-dirty|reclaim",
                    "0x10.1x4"),
            // Of a file's page the flusher keeps the mark while it is pinned, and the release need not set it.
            of(
                    WritebackMutant.UNPIN_NO_DIRTY,
                    "NoLostDmaWrite",
                    "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;device(0);dma-stop;unpin-dirty",
                    "0x14"),
            of(
                    WritebackMutant.SET_DIRTY_UNLOCKED,
                    "DirtyNotified",
                    "wb/KEEP_DIRTY/unstable/dirty/pin;unpin-dirty|truncate",
                    "0x10.1x6.0"),
            of(
                    WritebackMutant.STABLE_PAGES_DIO,
                    "StablePages",
                    "wb/NONE/stable/dirty/fault;fill;store(0)|flush",
                    "1x5.0.1x4.0x6"),
            of(
                    WritebackMutant.INVERTED_PERMISSION_TEST,
                    "LongtermPlacement",
                    "wb/DENY/unstable/dirty/pin-longterm",
                    "0x9"),
            of(
                    WritebackMutant.BOUNCE_CLEARS_DIRTY,
                    "NoLostDmaWrite",
                    "wb/BOUNCE/unstable/dirty/pin;dma;device(0);dma-stop;unpin|flush",
                    "0x9.1x8.0x4.1x6"),
            of(
                    WritebackMutant.WAIT_POLICY_LIVELOCK,
                    "FsyncReturns",
                    "wb/SKIP/stable/dirty/pin-longterm|fsync",
                    "0x8.1x9"),
            of(
                    WritebackMutant.SUB_THEN_PUT,
                    "NoFreeWhileHeld",
                    "wb/NONE/unstable/lazyfree/get|get;zap",
                    "0x6.1x9.0x2.1x3"),
            of(
                    WritebackMutant.GRAB_FROM_ZERO,
                    "NoFreeWhileHeld",
                    "wb/BOUNCE/stable/dirty/get|truncate|",
                    "0x4.1x7.0.1"),
            of(
                    WritebackMutant.ODP_MISMATCH,
                    "NoFalseNegative",
                    "wb/NONE/stable-odp/dirty/odp;pin;put;unpin|||",
                    "0x20"),
            of(WritebackMutant.PUT_FOR_UNPIN, "RefcountConservation", "wb/NONE/unstable/dirty/pin;unpin", "0x10"),
            of(
                    WritebackMutant.DEVICE_NOT_STOPPED,
                    "NoLostDmaWrite",
                    "wb/NONE/stable-odp/dirty/odp;flush;device(0);put|||",
                    "0x26"),
            of(
                    WritebackMutant.FSYNC_WAITS_FOR_NOBODY,
                    "SyncContract",
                    "wb/BOUNCE/stable/dirty/fill;store(0);fsync|flush|",
                    "0x3.1x10.0x2"),
            of(
                    WritebackMutant.WRITEBACK_WITHOUT_END,
                    "FsyncReturnsOnceUnpinned",
                    "wb/NONE/unstable/dirty/flush;fsync",
                    "0x14"),
            of(WritebackMutant.KEPT_PAGE_NOT_FREED, "NoLeak", "wb/BOUNCE/stable/lazyfree/zap|reclaim", "0x2.1x4.0.1"));

    private static WritebackHarm of(WritebackMutant mutant, String invariant, String script, String picks) {
        return new WritebackHarm(
                mutant.slug(),
                invariant,
                Schedule.parse(WritebackScript.parse(script).with(mutant) + ":" + picks));
    }

    /** {@return the harm of every mutant but {@link WritebackMutant#NONE}, in their order} */
    public static ImmutableList<WritebackHarm> all() {
        return HARMS;
    }

    /** {@return the script, with the mutant planted} */
    public WritebackScript script() {
        return WritebackScript.parse(shortest.scenario());
    }

    /** {@return whether this is what a violation of the program says} */
    public boolean isHarm(String violation) {
        return violation.startsWith(invariant + ":");
    }
}
