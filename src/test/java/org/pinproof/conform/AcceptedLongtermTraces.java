package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.trace.Trace;

/** What {@code traces/accepted} holds of module Longterm: every way for a page to be in the way of a long-term pin. */
final class AcceptedLongtermTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    /** Enough for every task to make each of its calls. */
    private static final int LONG = 120;

    private AcceptedLongtermTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(moved())
                .addAll(raced())
                .addAll(dax())
                .add(manyCalls())
                .build();
    }

    private static ImmutableList<CorpusTrace> moved() {
        return ImmutableList.of(
                recorded(
                        "longterm-moves-the-page.itf.json",
                        "The fast path refuses a page of CMA, the slow path moves it and pins it where it is now",
                        "lt/hard-drain-wait/all/cma/pin-longterm(0,1);device(1);unpin(1):0x30"),
                recorded(
                        "longterm-waits-for-a-short-pin.itf.json",
                        "A page that is pinned for a short time is not moved; the call waits until it is not",
                        "lt/hard-drain-wait/all/cma/pin-longterm(0,1);unpin(1)|pin(0,1);unpin(0):1x8.0x20.1x2.0x14"),
                recorded(
                        "longterm-fails-at-once.itf.json",
                        "The form of 5.13: somebody holds the page for a moment, and the call fails with everything released",
                        "lt/hard-drain/all/cma/pin-longterm(0,1)|get(0,1);put(0):1x8.0x24.1x2"),
                recorded(
                        "longterm-drains-a-batch.itf.json",
                        "A per-CPU batch has the page; it is drained, and the page can be moved",
                        "lt/hard-drain-wait/all/cma-batched/pin-slow(0,1):0x20"),
                recorded(
                        "longterm-mixture.itf.json",
                        "One page of two must move: both are released, one is moved, and both are pinned",
                        "lt/hard-drain-wait/all/normal+cma/pin-slow(0,2):0x24"),
                recorded(
                        "longterm-soft-moves.itf.json",
                        "The form of 2019 moves a page of CMA that nobody else holds",
                        "lt/soft-drain/cma/cma/pin-slow(0,1):0x19"));
    }

    private static ImmutableList<CorpusTrace> raced() {
        return ImmutableList.of(
                recorded(
                        "old-page-grabbed-and-freed.itf.json",
                        "A walker grabs a page that has just been moved, finds the entry changed, and frees the page with its undo",
                        "lt/hard-drain-wait/all/cma/get(0,1)|alloc(0):0x4.1x5.0x3.1x3.0x3"),
                recorded(
                        "frozen-page-refused.itf.json",
                        "A walker finds a page frozen, and its slow path waits until the entry is back",
                        "lt/hard-drain-wait/all/cma/get(0,1)|alloc(0):0x4.1x4.0.1x2.0.1x3.0x2"),
                recorded(
                        "longterm-page-isolated.itf.json",
                        "Two calls want a page moved: one isolates it, the other releases it and waits, and pins what is mapped then",
                        "lt/hard-drain-wait/all/movable/pin-slow(0,1)|pin-slow(0,1):0x6.1x8.0x13.1x4"));
    }

    private static ImmutableList<CorpusTrace> dax() {
        return ImmutableList.of(
                recorded(
                        "device-unplugged-under-a-walk.itf.json",
                        "Device-dax is unplugged under a walk, which takes its grab back and then gives the pagemap back",
                        "lt/hard-drain-wait/all/devdax/get(0,1)|unplug:0x7.1.0x4.1"),
                recorded(
                        "secret-memory-refused.itf.json",
                        "Secret memory that is in a batch still is grabbed, looked at, and given back",
                        "lt/hard-drain-wait/all/secret-batched/pin(0,1):0x10"),
                recorded(
                        "dax-longterm-refused.itf.json",
                        "One page of FS-DAX in a call: the whole call is refused, and nothing is moved",
                        "lt/hard-drain-wait/all/cma+fsdax/pin-slow(0,2):0x7"),
                recorded(
                        "truncation-waits-for-unpin.itf.json",
                        "Truncation waits for a page of FS-DAX to be idle, and is woken by an unpin: from 1 + BIAS to 1",
                        "lt/hard/all/fsdax/pin(0,1);device(0);unpin(0)|truncate(0):0x8.1x3.0x4.1x4"),
                recorded(
                        "truncation-waits-for-undo.itf.json",
                        "Truncation sees a grab that will be undone, and is woken by the undo",
                        "lt/hard/all/fsdax/pin-longterm(0,1)|truncate(0):0x6.1x3.0x4.1x4"),
                recorded(
                        "layout-lease-broken.itf.json",
                        "A layout lease: its owner is told, its time runs out, it is killed, and its exit releases the page",
                        "lt/hard-lease/all/fsdax/pin-longterm(0,1);device(0);killed;unpin(0)|truncate(0)|timeout"
                                + ":0x14.1x4.2x2.0x4.1x4"));
    }

    private static CorpusTrace manyCalls() {
        LongRun run = new LongRun(
                "lt/hard-drain/all/cma+device/pin-longterm(0,2);unpin(2);unpin(3);unpin(0);unpin(1)"
                        + "|pin(0,1);unpin(0);unpin(2);unpin(3)|alloc(0);isolate(1)|get(1,1);put(1);put(2);put(3)",
                7,
                LONG);
        return accepted(
                "longterm-at-random.ndjson",
                "Four tasks call again and again, steps drawn at random; observed are pages and entries, not who is where",
                TraceDamage.without(
                        new Trace(run.header(), run.initial(), ImmutableList.copyOf(run)),
                        "pc",
                        "loc",
                        "pins",
                        "longs",
                        "gets"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return accepted(name, description, AcceptedTraces.recording(schedule));
    }

    private static CorpusTrace accepted(String name, String description, Trace trace) {
        return new CorpusTrace("accepted/" + name, FROM_CODE, AcceptedTraces.described(trace, description));
    }
}
