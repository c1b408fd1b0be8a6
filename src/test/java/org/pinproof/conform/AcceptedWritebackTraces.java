package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.trace.Trace;

/**
 * What {@code traces/accepted} holds of module Writeback: every policy once, each way of using a page that
 * Documentation/core-api/pin_user_pages.rst calls a CASE, and the races that the protocol is there for.
 */
final class AcceptedWritebackTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    /** Enough for every task to make each of its calls, and most of them twice. */
    private static final int LONG = 160;

    private AcceptedWritebackTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(witnesses())
                .addAll(cases())
                .addAll(policies())
                .addAll(races())
                .add(partial())
                .add(manyCalls())
                .build();
    }

    private static ImmutableList<CorpusTrace> witnesses() {
        return ImmutableList.of(
                witness(
                        "pinned-then-written.itf.json",
                        "KEEP_DIRTY, the pin first: the flusher is told \"pinned\", writes the page and leaves it dirty, so what the"
                                + " device stores afterwards is written by the flush that follows the release",
                        "MCWritebackPinFirst.cfg",
                        "NeverPinFirst"),
                witness(
                        "cleared-then-pinned.itf.json",
                        "KEEP_DIRTY, the flusher first: the walker finds the entry cleared and takes its grab back, the flusher is"
                                + " told \"not pinned\", and the walker's fault has to wait for the write",
                        "MCWritebackClearFirst.cfg",
                        "NeverClearFirst"));
    }

    private static ImmutableList<CorpusTrace> cases() {
        return ImmutableList.of(
                recorded(
                        "case-direct-io.itf.json",
                        "CASE 1, direct I/O: the device stores between the two halves of a write; the page stays dirty, and the"
                                + " flush after the release writes it again",
                        "wb/KEEP_DIRTY/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush"
                                + ":0x9.2x10.1.2x2.0x4.2x10"),
                recorded(
                        "case-rdma.itf.json",
                        "CASE 2, RDMA: a long-term pin outlives two flushes; each writes what there is and leaves the page dirty",
                        "wb/KEEP_DIRTY/unstable/dirty/pin-longterm;dma|device(0);device(1)|flush;flush"
                                + ":0x9.1.2x11.1.2x10"),
                recorded(
                        "case-odp.itf.json",
                        "CASE 3, on-demand paging: no pin; whoever unmaps the page stops the device first, and the flush writes"
                                + " what it stored",
                        "wb/KEEP_DIRTY/unstable-odp/dirty/odp;put-dirty|device(1)|zap;flush:0x10.1.0x3.2x17"),
                recorded(
                        "odp-map-refused.itf.json",
                        "CASE 3, on-demand paging: the flusher has cleaned the entry since the walk began, so the device is not let"
                                + " at the page",
                        "wb/KEEP_DIRTY/unstable-odp/dirty/odp;put|device(1)|flush:0x8.2x15.0x4"),
                recorded(
                        "case-struct-page.itf.json",
                        "CASE 4, struct page only: a plain reference keeps the page from being freed, not from being cleaned and"
                                + " stripped",
                        "wb/KEEP_DIRTY/unstable/dirty/get;put|flush;reclaim:0x8.1x21.0x2"),
                recorded(
                        "case-cpu-write.itf.json",
                        "CASE 5, a CPU stores to the data through what gup gave it: pinned like any device's page",
                        "wb/KEEP_DIRTY/unstable/dirty/pin;kmap(0);unpin-dirty|flush;flush:0x8.1x11.0x4.1x11"));
    }

    private static ImmutableList<CorpusTrace> policies() {
        return ImmutableList.of(
                recorded(
                        "bounce.itf.json",
                        "BOUNCE: the disk is given a copy, so what the device stores meanwhile is not in it; the page stays dirty",
                        "wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush"
                                + ":0x9.2x11.1.2x2.0x4.2x10"),
                recorded(
                        "skip.itf.json",
                        "SKIP: the flusher passes the pinned page over, and writes it when it is not pinned any more",
                        "wb/SKIP/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;flush:0x9.2x8.1.0x4.2x10"),
                recorded(
                        "wait.itf.json",
                        "WAIT: fsync lets the page go, waits for the release, and begins again",
                        "wb/WAIT/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|fsync:0x9.2x9.1.0x4.2x13"),
                recorded(
                        "revoke.itf.json",
                        "REVOKE: fsync breaks the lease, its time runs out, the owner of the long-term pin is killed, and its exit"
                                + " stops the device and releases the page",
                        "wb/REVOKE/unstable/dirty/pin-longterm;dma;killed;dma-stop;unpin-dirty|fsync|timeout|device(1)"
                                + ":0x9.1x10.2x2.3.0x5.1x13"),
                recorded(
                        "deny.itf.json",
                        "DENY: the fast path takes its grab back because the page is a file's, the slow path refuses, and the"
                                + " flusher need not ask",
                        "wb/DENY/unstable/dirty/pin-longterm|flush:0x10.1x12"));
    }

    private static ImmutableList<CorpusTrace> races() {
        return ImmutableList.of(
                recorded(
                        "fault-waits-for-stable-page.itf.json",
                        "A write fault waits for the end of the write under way before it lets stores through",
                        "wb/BOUNCE/stable/dirty/fault;fill;store(0)|flush:1x10.0x2.1x3.0x6"),
                recorded(
                        "truncated-before-release.itf.json",
                        "NONE: a release waits for the page lock while the page is truncated, marks nothing, and frees it",
                        "wb/NONE/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;truncate"
                                + ":0x9.2x12.1.2x2.0x3.2x4.0.2.0x2"),
                recorded(
                        "store-through-stale-tlb.itf.json",
                        "A CPU stores through its TLB after the entry was unmapped; the flusher waits for the flush, and writes it",
                        "wb/KEEP_DIRTY/unstable/dirty/fill;store(0)|zap|flush:0.1.2x2.0.1x2.2x8"),
                recorded(
                        "buffer-written-alone.itf.json",
                        "The file system has written a buffer by itself; a store follows, and what the entry knew makes the buffer"
                                + " dirty again",
                        "wb/NONE/unstable/dirty/fill;store(0)|write-buffer(0)|flush:0.1.0.2x12"),
                recorded(
                        "fsync-waits-for-flusher.itf.json",
                        "fsync finds the page clean, and waits for the write that the flusher has begun",
                        "wb/KEEP_DIRTY/unstable/dirty/fill;store(0);fsync|flush:0x3.1x10.0.1x3.0x2"),
                recorded(
                        "lazyfree-kept.itf.json",
                        "Reclaim counts the references of a page after MADV_FREE, finds a pin, and puts the entry back",
                        "wb/KEEP_DIRTY/unstable/lazyfree/pin;dma;dma-stop;unpin-dirty|device(0)|reclaim:0x9.1.2x7.0x5"),
                recorded(
                        "reclaimed-under-a-walk.itf.json",
                        "Reclaim freezes a clean page, a walker is refused at zero, and its fault finds the page gone",
                        "wb/KEEP_DIRTY/unstable/dirty/get|flush;reclaim:0x4.1x20.0.1x3.0x2"),
                recorded(
                        "reclaim-sees-a-grab.itf.json",
                        "Reclaim takes a grab that will be undone for a pin, and leaves the page its buffers",
                        "wb/KEEP_DIRTY/unstable/dirty/pin;unpin-dirty|flush;reclaim:0x4.1x13.0.1x6.0x13"));
    }

    /** Three variables, as a tracepoint could show them. */
    private static CorpusTrace partial() {
        Trace whole = AcceptedTraces.recording("wb/KEEP_DIRTY/unstable/dirty/pin;unpin-dirty|flush:0x5.1x9.0x13.1x3");
        return accepted(
                "grab-taken-for-a-pin.itf.json",
                "A false positive: the flusher leaves the page dirty for a grab that is undone; observed are `cnt`, `dirty`, `wb`",
                FROM_CODE,
                TraceDamage.only(whole, "cnt", "dirty", "wb"));
    }

    private static CorpusTrace manyCalls() {
        LongRun run = new LongRun(
                "wb/BOUNCE/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;fsync|fault;fill;store(0);zap",
                7,
                LONG);
        return accepted(
                "four-tasks-at-random.ndjson",
                "BOUNCE: four tasks call again and again, steps drawn at random; observed is the page, not where its users are",
                FROM_CODE,
                TraceDamage.without(
                        new Trace(run.header(), run.initial(), ImmutableList.copyOf(run)),
                        "pc",
                        "loc",
                        "pins",
                        "longs",
                        "gets"));
    }

    private static CorpusTrace witness(String name, String description, String cfg, String property) {
        return accepted(name, description, TlcWitness.provenance(cfg), TlcWitness.of(cfg, property));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return accepted(name, description, FROM_CODE, AcceptedTraces.recording(schedule));
    }

    private static CorpusTrace accepted(String name, String description, String provenance, Trace trace) {
        return new CorpusTrace("accepted/" + name, provenance, AcceptedTraces.described(trace, description));
    }
}
