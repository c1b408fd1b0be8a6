package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** What {@code traces/violating} holds of module Longterm: forms that the kernel has had, and a driver's mistake. */
final class ViolatingLongtermTraces {
    private ViolatingLongtermTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                ViolatingTraces.recorded(
                        "longterm-soft-cma.itf.json",
                        "2019: somebody holds the page for a moment, it cannot be moved, and is pinned for long in CMA",
                        "lt/soft-drain/cma/cma/pin-longterm(0,1)|get(0,1);put(0):0x16.1x2.0.1x3.0x8",
                        "LongtermPlacement",
                        30),
                ViolatingTraces.recorded(
                        "longterm-fast-2019.itf.json",
                        "Until 5.7: the fast path pins a page of CMA for long",
                        "lt/soft-drain/devmap/cma/pin-longterm(0,1)|alloc(0):0x9",
                        "LongtermPlacement",
                        9),
                ViolatingTraces.recorded(
                        "longterm-put-for-unpin.itf.json",
                        "A driver gives a long-term pin back by put_page(): 1023 references stay",
                        "lt/hard-drain-wait/all/normal/pin-longterm(0,1);put(0):0x11",
                        "RefcountConservation",
                        11));
    }
}
