package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.initially;
import static org.pinproof.conform.TraceDamage.instead;
import static org.pinproof.conform.TraceDamage.moved;
import static org.pinproof.conform.TraceDamage.parameter;
import static org.pinproof.conform.TraceDamage.post;
import static org.pinproof.conform.TraceDamage.without;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/**
 * What {@code traces/rejected} holds of module Writeback: good traces changed into what a kernel with a known bug would show.
 * Where a step is at another time, what its task is about to do is not observed: there it would give the change away.
 */
final class RejectedWritebackTraces {
    private RejectedWritebackTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(flusher())
                .addAll(table())
                .addAll(pageLock())
                .addAll(reclaim())
                .addAll(device())
                .build();
    }

    private static Trace page(Trace trace) {
        return without(trace, "pc", "loc");
    }

    private static Trace keepDirty() {
        return AcceptedTraces.recording(
                "wb/KEEP_DIRTY/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush"
                        + ":0x9.2x10.1.2x2.0x4.2x10");
    }

    private static ImmutableList<CorpusTrace> flusher() {
        Trace keepDirty = keepDirty();
        Trace alone = AcceptedTraces.recording("wb/NONE/unstable/dirty/fill;store(0)|write-buffer(0)|flush:0.1.0.2x12");
        Trace bounce = AcceptedTraces.recording(
                "wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush:0x9.2x11.1.2x2.0x4");
        Trace fsync =
                AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/fill;store(0);fsync|flush:0x3.1x10.0.1x3.0x2");
        return ImmutableList.of(
                damaged(
                        "asked-before-cleared.itf.json",
                        "The flusher asks whether the page is pinned before it has cleared the entry",
                        moved(page(keepDirty), 16, 12),
                        Kind.UNEXPECTED_ACTION,
                        12),
                damaged(
                        "told-not-pinned.itf.json",
                        "The flusher is said to have been told \"not pinned\" of a page with a pin",
                        parameter(page(keepDirty), 16, "a", Value.of(false)),
                        Kind.UNEXPECTED_ACTION,
                        16),
                damaged(
                        "transfer-left-out.itf.json",
                        "What the cleared entry knew is not passed on to the page and its buffers",
                        drop(alone, 9),
                        Kind.MISSING_ACTION,
                        9),
                damaged(
                        "cleaned-after-bounce.itf.json",
                        "The flusher takes the dirty mark of a pinned page away, as it has a copy",
                        instead(page(bounce), 18, "WbTestClear", ImmutableMap.of("dirty", Value.of(false))),
                        Kind.UNEXPECTED_ACTION,
                        18),
                damaged(
                        "fsync-does-not-wait.ndjson",
                        "fsync is past its wait while the flusher's write is under way",
                        moved(page(fsync), 18, 15),
                        Kind.UNEXPECTED_ACTION,
                        15),
                damaged(
                        "disk-nobody-wrote.itf.json",
                        "The disk has a version of a half that was never in memory",
                        post(page(keepDirty), 21, "disk", halves(0, 2)),
                        Kind.WRONG_STATE,
                        21),
                damaged(
                        "starts-with-another-disk.itf.json",
                        "Every step is as it should be, and the disk had another version of a half at the start",
                        initially(page(alone), "disk", halves(0, 1)),
                        Kind.WRONG_STATE,
                        0));
    }

    private static ImmutableList<CorpusTrace> table() {
        Trace stale =
                AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/fill;store(0)|zap|flush:0.1.2x2.0.1x2.2x8");
        Trace undone = AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/pin;unpin-dirty|flush:0x5.1x9.0x13.1x3");
        Trace deny = AcceptedTraces.recording("wb/DENY/unstable/dirty/pin-longterm|flush:0x10.1x12");
        Trace odp = AcceptedTraces.recording("wb/KEEP_DIRTY/unstable-odp/dirty/odp;put|device(1)|flush:0x8.2x15.0x4");
        return ImmutableList.of(
                damaged(
                        "flushed-after-unlock.itf.json",
                        "An entry is unmapped and the page-table lock dropped before the TLBs are flushed; the flusher finds no"
                                + " entry meanwhile",
                        moved(without(stale, "pc", "loc", "ptl"), 8, 6),
                        Kind.UNEXPECTED_ACTION,
                        6),
                damaged(
                        "tlb-not-flushed.itf.json",
                        "A CPU still has its copy of the entry after the flush",
                        post(page(stale), 6, "tlb", stale.events().get(0).post().get("tlb")),
                        Kind.WRONG_STATE,
                        6),
                damaged(
                        "pinned-through-cleared-entry.itf.json",
                        "A walker hands out a pin although the entry it had read was cleared before it looked again",
                        instead(page(undone), 17, "FastRecord", ImmutableMap.of("pins", held(1, 0))),
                        Kind.UNEXPECTED_ACTION,
                        17),
                damaged(
                        "longterm-pin-of-a-file.itf.json",
                        "A long-term pin of a file's page is handed out under DENY",
                        instead(page(deny), 9, "FastRecord", ImmutableMap.of("longs", held(1, 0))),
                        Kind.UNEXPECTED_ACTION,
                        9),
                damaged(
                        "mapped-after-invalidation.itf.json",
                        "A driver lets its device at the page by an entry that was cleaned since its walk began",
                        post(page(odp), 25, "dma", byTask("odp", "none", "none")),
                        Kind.WRONG_STATE,
                        25));
    }

    private static ImmutableList<CorpusTrace> pageLock() {
        Trace fault = AcceptedTraces.recording("wb/BOUNCE/stable/dirty/fault;fill;store(0)|flush:1x10.0x2.1x3.0x6");
        Trace late = AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/fault|flush:1x5.0.1x8.0x4");
        Trace early = without(late, "pc", "loc", "pgl");
        for (int step = 0; step < 4; step++) {
            early = moved(early, 15 + step, 7 + step);
        }
        Trace truncated =
                AcceptedTraces.recording("wb/NONE/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;truncate"
                        + ":0x9.2x12.1.2x2.0x3.2x4.0.2.0x2");
        return ImmutableList.of(
                damaged(
                        "fault-without-page-lock.itf.json",
                        "A write fault goes on, without the page lock, between the flusher's clearing of the entry and of the dirty"
                                + " mark",
                        early,
                        Kind.UNEXPECTED_ACTION,
                        7),
                damaged(
                        "stable-wait-left-out.itf.json",
                        "A write fault on a page that must be stable does not wait for the write under way",
                        moved(page(fault), 17, 13),
                        Kind.UNEXPECTED_ACTION,
                        13),
                damaged(
                        "marked-without-page-lock.itf.json",
                        "A release marks the page dirty while truncation has it locked",
                        post(moved(page(truncated), 32, 28), 28, "dirty", Value.of(true)),
                        Kind.UNEXPECTED_ACTION,
                        28),
                damaged(
                        "marked-after-truncation.itf.json",
                        "A release marks a page dirty that has no file any more",
                        post(page(truncated), 32, "dirty", Value.of(true)),
                        Kind.WRONG_STATE,
                        32));
    }

    private static ImmutableList<CorpusTrace> reclaim() {
        Trace reclaimed = AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/get|flush;reclaim:0x4.1x20.0.1x3.0x2");
        Trace grabbed = AcceptedTraces.recording(
                "wb/KEEP_DIRTY/unstable/dirty/pin;unpin-dirty|flush;reclaim:0x4.1x13.0.1x6.0x13");
        Trace lazyfree = AcceptedTraces.recording(
                "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;dma-stop;unpin-dirty|device(0)|reclaim:0x9.1.2x7.0x5");
        return ImmutableList.of(
                damaged(
                        "stripped-while-pinned.itf.json",
                        "Reclaim takes the buffers of a page that may be pinned",
                        instead(
                                page(grabbed),
                                23,
                                "RclStripBuffers",
                                ImmutableMap.of("buffers", halves(Value.of("none"), Value.of("none")))),
                        Kind.UNEXPECTED_ACTION,
                        23),
                damaged(
                        "deleted-without-second-look.itf.json",
                        "Reclaim deletes the page without looking at its dirty mark after the freeze",
                        drop(reclaimed, 26),
                        Kind.MISSING_ACTION,
                        26),
                damaged(
                        "grabbed-while-frozen.ndjson",
                        "A walker gets a reference of a page whose count is frozen at zero",
                        post(page(reclaimed), 25, "cnt", Value.of(1)),
                        Kind.WRONG_STATE,
                        25),
                damaged(
                        "lazyfree-dropped.itf.json",
                        "Reclaim does not count the references of a page after MADV_FREE, and drops it under a pin",
                        post(post(page(lazyfree), 14, "pte", Value.of("none")), 14, "cnt", Value.of(1025)),
                        Kind.WRONG_STATE,
                        14));
    }

    private static ImmutableList<CorpusTrace> device() {
        Trace keepDirty = keepDirty();
        Trace skip = AcceptedTraces.recording(
                "wb/SKIP/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush:0x9.2x8.1.0x4.2x10");
        return ImmutableList.of(
                damaged(
                        "store-before-mapping.itf.json",
                        "The device stores before the driver has let it at the page",
                        moved(page(keepDirty), 20, 9),
                        Kind.MISSING_ACTION,
                        9),
                damaged(
                        "store-after-release.itf.json",
                        "The device stores after its driver has stopped it and released the page",
                        moved(page(skip), 18, 22),
                        Kind.WRONG_STATE,
                        22),
                damaged(
                        "pin-not-given-up.itf.json",
                        "The count says that the pin was released, and its owner still has it",
                        post(
                                keepDirty,
                                26,
                                "pins",
                                keepDirty.events().get(24).post().get("pins")),
                        Kind.WRONG_STATE,
                        26),
                damaged(
                        "released-as-a-plain-reference.ndjson",
                        "A pin is given back by put_page: the count falls by one instead of 1024",
                        post(page(keepDirty), 26, "cnt", Value.of(1025)),
                        Kind.WRONG_STATE,
                        26));
    }

    private static Value halves(long first, long second) {
        return halves(Value.of(first), Value.of(second));
    }

    private static Value halves(Value first, Value second) {
        return Value.function(ImmutableMap.of(Value.of(0), first, Value.of(1), second));
    }

    private static Value held(long first, long second) {
        return Value.record(ImmutableMap.of("t1", Value.of(first), "t2", Value.of(second)));
    }

    private static Value byTask(String first, String second, String third) {
        return Value.record(ImmutableMap.of("t1", Value.of(first), "t2", Value.of(second), "t3", Value.of(third)));
    }
}
