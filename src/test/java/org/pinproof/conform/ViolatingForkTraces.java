package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** What {@code traces/violating} holds of module Fork: the rules before pages said themselves that they are exclusive. */
final class ViolatingForkTraces {
    private ViolatingForkTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                ViolatingTraces.recorded(
                        "clear-refs-2020.itf.json",
                        "From 5.11 to 5.18: a pin comes between the look at pins and the write protection, and the next store"
                                + " leaves it behind",
                        "fork/private/refcount/4/1/pin(0)|clear-refs(0);store(0):1.0x7.1x10",
                        "PinCoherency",
                        18),
                ViolatingTraces.recorded(
                        "reference-vs-swap-2020.itf.json",
                        "5.18; before that, with a read in between: a page with a plain reference is swapped out and in,"
                                + " and the next store leaves the reference behind",
                        "fork/private/refcount/4/1/get(0)|swap(0);store(0):0x5.1x19",
                        "PinCoherency",
                        24));
    }
}
