package org.pinproof.conform;

import com.google.common.collect.ImmutableList;

/** What {@code traces/accepted} holds of module Compound: each era, and the races that a split and an undo are about. */
final class AcceptedCompoundTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    private AcceptedCompoundTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                recorded(
                        "split-under-the-walker.itf.json",
                        "6.x: a page is split between a walker's look at its head and the grab; the walker finds the head changed,"
                                + " takes the grab back, and pins the page that the tail has become",
                        "thp/tails/folio/2/2/pin(1,1);unpin(1)|get(1,1);split(1);put(1):0x3.1x16.0x18.1x2"),
                recorded(
                        "pinned-not-split.itf.json",
                        "5.14: a page that is pinned is not split: the freeze finds one reference too many, and the entries come"
                                + " back",
                        "thp/tails/exact/2/2/pin(0,1);unpin(0)|get(0,1);split(0);put(0):0x11.1x13.0x5.1x2"),
                recorded(
                        "waited-for-migration.ndjson",
                        "5.14: a walker finds a migration entry, waits for the splitter, and pins the page that was split",
                        "thp/tails/exact/2/2/pin(1,1)|get(0,1);split(0):1x10.0x3.1x6.0x2"),
                recorded(
                        "mass-subtraction-frees.itf.json",
                        "The first series: the undo of two pins takes the whole count of an unmapped huge page, between a get and"
                                + " a put that frees it",
                        "thp/leaf/bias/2/2/pin(0,2)|zap(0):0x6.1x3.0x7"),
                recorded(
                        "pincount-seen.itf.json",
                        "5.14: a checker asks a huge page's pin count, and is told that it is pinned",
                        "thp/leaf/exact/2/2/pin(0,2)|clean(0):0x10.1x4"),
                recorded(
                        "between-two-additions.itf.json",
                        "6.x: a checker comes between the two additions to a small page's count and is told \"not pinned\"; the"
                                + " walker finds the entry changed and takes both back",
                        "thp/order0/folio/2/1/pin(0,1)|clean(0):0x5.1x4.0x9"),
                recorded(
                        "zero-page.ndjson",
                        "6.5: a pin of the zero page, and its release, change nothing but who holds it",
                        "thp/zero/folio/1/1/pin(0,1);unpin(0):0x4"),
                recorded(
                        "zero-page-counted.itf.json",
                        "Before 6.5: a pin of the zero page is written like any other",
                        "thp/zero/exact/1/1/pin(0,1);unpin(0):0x7"),
                recorded(
                        "leaf-split.itf.json",
                        "6.x: a huge leaf is pinned and let go of, split, and mapped page by page",
                        "thp/leaf/folio/2/2/pin(0,2);unpin(1);unpin(0)|get(0,1);split(0);put(0):0x21.1x17"),
                recorded(
                        "one-bias.itf.json",
                        "The first series: a pin of a small page, counted and released",
                        "thp/order0/bias/1/1/pin(0,1);unpin(0):0x12"),
                recorded(
                        "two-additions.itf.json",
                        "5.14: a pin of a small page, in two additions",
                        "thp/order0/exact/1/1/pin(0,1);unpin(0):0x15"),
                recorded(
                        "all-but-one-undone.itf.json",
                        "5.14: the undo of two pins takes the pin count first, then all references but one, and then that one",
                        "thp/leaf/exact/2/2/pin(0,2)|zap(0):0x8.1x3.0x7"),
                recorded(
                        "old-head-left-alone.itf.json",
                        "The first series: a changed head makes the walker take its grab back and leave the page to the slow path",
                        "thp/tails/bias/2/2/pin(1,1)|get(0,1);split(0):0x3.1x16.0x7"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return new CorpusTrace(
                "accepted/" + name,
                FROM_CODE,
                AcceptedTraces.described(AcceptedTraces.recording(schedule), description));
    }
}
