package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** What {@code traces/violating} holds of module Collapse: forms that the kernel has had. */
final class ViolatingCollapseTraces {
    private ViolatingCollapseTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                ViolatingTraces.recorded(
                        "collapse-broadcast.itf.json",
                        "Until 6.0, where hardware broadcasts the flush: the walker finds its pte unchanged behind the check",
                        "collapse/broadcast/table/1/pin(0)|collapse:0x3.1x4.0x4.1x3",
                        "NoFalseNegativeChecked",
                        9),
                ViolatingTraces.recorded(
                        "collapse-recheck.itf.json",
                        "6.0, which waits for nobody: the table is deposited while a walker is about to read in it",
                        "collapse/recheck/table/1/pin(0)|collapse:0x2.1x8.0x2",
                        "PageTableLifetime",
                        10));
    }
}
