package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.trace.Trace;

/** What {@code traces/accepted} holds of module Collapse: tables and huge pages that go away under a walker, in good order. */
final class AcceptedCollapseTraces {
    /** Enough for every task to make each of its calls. */
    private static final int LONG = 120;

    private AcceptedCollapseTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(collapses())
                .addAll(tables())
                .addAll(hugePages())
                .add(manyCalls())
                .build();
    }

    private static ImmutableList<CorpusTrace> collapses() {
        return ImmutableList.of(
                recorded(
                        "collapse-backs-out.itf.json",
                        "A page is pinned: the collapse finds it in the count, and puts the table back",
                        "collapse/sync/table/1/pin(0);unpin(0)|collapse:0x8.1x8.0x2"),
                recorded(
                        "collapse-one-of-two.itf.json",
                        "One page of two has a reference more: the other was found free, and all is put back",
                        "collapse/late-freed/table/2/get(1)|collapse:0x8.1x8"),
                recorded(
                        "collapse-seen-at-the-pmd.itf.json",
                        "The walker finds its pte unchanged in the middle of a collapse, and the pmd cleared; the table waits for it",
                        "collapse/late/table/1/pin(0)|collapse:0x3.1x3.0x4.1x6"),
                recorded(
                        "collapse-waits-for-the-walker.itf.json",
                        "The collapse waits behind the clear of the pmd, until the walker that has read it before is through",
                        "collapse/sync/table/1/pin(0)|collapse:0x2.1x3.0x5.1x6"),
                recorded(
                        "collapsed-page-refused.itf.json",
                        "The walker has its pte from before the collapse, and finds its page free",
                        "collapse/late/table/1/pin(0)|collapse:0x3.1x6.0x2.1x3"),
                recorded(
                        "collapsed-page-reused.itf.json",
                        "The walker has its pte from before the collapse; the page is somebody else's by the time of the grab",
                        "collapse/late/table/1/pin(0)|collapse|reuse(0):0x3.1x6.2.0x4.1x3"));
    }

    private static ImmutableList<CorpusTrace> tables() {
        return ImmutableList.of(
                recorded(
                        "table-freed-by-collapse.itf.json",
                        "The form of x86 before 6.0; a table that is not deposited is another mm's behind the collapse",
                        "collapse/flush-freed/table/1/get(0);put(0)|collapse;reuse-table:0x9.1x10"),
                recorded(
                        "table-used-again.itf.json",
                        "munmap waits for the walker; then another mm gets the table, and somebody else the page",
                        "collapse/sync/table/1/pin(0)|unmap;reuse-table;reuse(0):0x3.1.0x4.1x6"),
                recorded(
                        "deposited-table-goes-at-once.itf.json",
                        "A deposited table is freed under a walker of the huge page, who is not in it, and frees the page with its undo",
                        "collapse/sync/leaf/1/pin(0)|unmap;reuse-table:0x2.1x2.0.1.0x4.1"),
                recorded(
                        "shared-table-given-up.itf.json",
                        "A table of hugetlb is another mm's alone only when nobody walks it for this one",
                        "collapse/sync/shared/1/pin(0)|unshare;reuse-table:0x2.1.0x2.1x3"));
    }

    private static ImmutableList<CorpusTrace> hugePages() {
        return ImmutableList.of(
                recorded(
                        "pinned-huge-page-stays.itf.json",
                        "A huge page that is pinned is not moved, and is mapped again",
                        "collapse/sync/leaf/1/pin(0);unpin(1)|migrate:0x6.1x6.0x2"),
                recorded(
                        "moved-page-waited-for.itf.json",
                        "Who waits for a huge page that is moved has the last reference to it, frees it, and pins what is mapped",
                        "collapse/sync/leaf/1/pin-slow(0)|migrate:1x3.0.1x2.0x4"),
                recorded(
                        "huge-page-on-a-list.itf.json",
                        "A huge page that was found in the queue is not moved",
                        "collapse/sync/leaf/1/scan|migrate:0.1x3.0.1x3"));
    }

    private static CorpusTrace manyCalls() {
        LongRun run = new LongRun(
                "collapse/sync/table/2/pin(0);unpin(0);unpin(2);unpin(3)|collapse;migrate|get(1);put(1);put(2);put(3)"
                        + "|scan;pin-slow(1);unpin(1);unpin(2);unpin(3)",
                7,
                LONG);
        return accepted(
                "collapse-at-random.ndjson",
                "Four tasks call again and again, steps drawn at random; observed are pages, entries and the table, not who is where",
                TraceDamage.without(
                        new Trace(run.header(), run.initial(), ImmutableList.copyOf(run)),
                        "pc",
                        "loc",
                        "pins",
                        "gets"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return accepted(name, description, AcceptedTraces.recording(schedule));
    }

    private static CorpusTrace accepted(String name, String description, Trace trace) {
        return new CorpusTrace(
                "accepted/" + name, "recorded from the Java code", AcceptedTraces.described(trace, description));
    }
}
