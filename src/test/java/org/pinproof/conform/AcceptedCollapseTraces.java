package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** What {@code traces/accepted} holds of module Collapse: tables and huge pages that go away under a walker, in good order. */
final class AcceptedCollapseTraces {
    private AcceptedCollapseTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                recorded(
                        "collapse-backs-out.itf.json",
                        "A page is pinned: the collapse finds it in the count, and puts the table back",
                        "collapse/sync/table/1/pin(0);unpin(0)|collapse:0x8.1x8.0x2"),
                recorded(
                        "collapse-seen-at-the-pmd.itf.json",
                        "The walker has its pte from before the collapse and finds it unchanged, and the pmd cleared; the table waits"
                                + " for it",
                        "collapse/late/table/1/pin(0)|collapse:0x3.1x3.0x4.1x6"),
                recorded(
                        "collapse-waits-for-the-walker.itf.json",
                        "The collapse waits behind the clear of the pmd, until the walker that has read it before is through",
                        "collapse/sync/table/1/pin(0)|collapse:0x2.1x3.0x5.1x6"),
                recorded(
                        "table-used-again.itf.json",
                        "munmap waits for the walker; then another mm gets the table, and somebody else the page",
                        "collapse/sync/table/1/pin(0)|unmap;reuse-table;reuse(0):0x3.1.0x4.1x6"),
                recorded(
                        "shared-table-given-up.itf.json",
                        "A table of hugetlb is another mm's alone only when nobody walks it for this one",
                        "collapse/sync/shared/1/pin(0)|unshare;reuse-table:0x2.1.0x2.1x3"),
                recorded(
                        "moved-page-waited-for.itf.json",
                        "Who waits for a huge page that is moved has the last reference to it, frees it, and pins what is mapped",
                        "collapse/sync/leaf/1/pin-slow(0)|migrate:1x3.0.1x2.0x4"),
                recorded(
                        "huge-page-on-a-list.itf.json",
                        "A huge page that was found in the queue is not moved",
                        "collapse/sync/leaf/1/scan|migrate:0.1x3.0.1x3"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return new CorpusTrace(
                "accepted/" + name,
                "recorded from the Java code",
                AcceptedTraces.described(AcceptedTraces.recording(schedule), description));
    }
}
