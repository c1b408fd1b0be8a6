package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.trace.Trace;

/** What {@code traces/accepted} holds of module Fork: everybody who would take a page away from under a pin. */
final class AcceptedForkTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    /** Enough for every task to make each of its calls. */
    private static final int LONG = 120;

    private AcceptedForkTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(forked())
                .addAll(copied())
                .addAll(unmapped())
                .add(manyCalls())
                .build();
    }

    private static ImmutableList<CorpusTrace> forked() {
        return ImmutableList.of(
                recorded(
                        "fork-seen-by-the-entry.itf.json",
                        "A fork has not seen the pin, and write-protects; the walk finds the entry changed, and waits for the fork",
                        "fork/private/exclusive/4/1/pin(0)|fork:0x3.1x3.0.1.0x2.1x2.0x9"),
                recorded(
                        "fork-seen-by-the-sequence.itf.json",
                        "The walk is through with the entry when the fork write-protects it, and finds the sequence count moved on",
                        "fork/private/exclusive/4/1/pin(0)|fork:0x3.1x3.0x2.1x2.0x3.1.0x9"),
                recorded(
                        "fork-under-way.itf.json",
                        "A fork is at it: the fast path does not even begin",
                        "fork/private/exclusive/4/1/pin(0)|fork:1x2.0x2.1x4.0x9"),
                recorded(
                        "fork-copies-at-once.itf.json",
                        "A pinned page stays the parent's, entry and all; the child has a copy from the first",
                        "fork/private/exclusive/4/1/pin(0);device(1)|fork;store(c0):0x7.1x6.0.1"));
    }

    private static ImmutableList<CorpusTrace> copied() {
        return ImmutableList.of(
                recorded(
                        "vmsplice-keeps-the-old-page.itf.json",
                        "A child keeps a reference to a page that it has unmapped; the parent's store goes to a copy",
                        "fork/shared/exclusive/4/1/peek(c0);zap(c0);put(1)|store(0):0x7.1x9.0x2"),
                recorded(
                        "forced-store-copies-again.itf.json",
                        "The copy that a forced walk has made is unmapped before it is taken: the walk makes another",
                        "fork/behind-unwritable/exclusive/4/1/force(0);device(1)|zap(0):0x8.1x3.0x9"),
                recorded(
                        "entry-came-back-shared.itf.json",
                        "The entry goes and comes back as it was: that the page is no more exclusive tells",
                        "fork/readonly/exclusive/4/1/read(0)|ksm(0):0x3.1x4.0x10"),
                recorded(
                        "write-protected-and-reused.itf.json",
                        "An entry is write-protected under a pin, and the next store uses the page as it is, which is exclusive",
                        "fork/private/exclusive/4/1/pin(0)|protect(0);store(0):0x7.1x7"));
    }

    private static ImmutableList<CorpusTrace> unmapped() {
        return ImmutableList.of(
                recorded(
                        "swapped-out-and-in.itf.json",
                        "A page goes to the swap cache and comes back, exclusive as it was",
                        "fork/private/exclusive/4/1/store(0)|swap(0):1x5.0x6"),
                recorded(
                        "undo-frees-an-old-page.itf.json",
                        "The page is unmapped while a walk has grabbed it: the walk frees it with its undo, and gets a new one",
                        "fork/private/exclusive/4/1/pin(0)|zap(0):0x4.1x2.0x12"),
                recorded(
                        "pinned-while-swapped-out.itf.json",
                        "The pin comes between the look at pins and the unmapping: the second look sees it",
                        "fork/private/exclusive/4/1/pin(0)|swap(0):1.0x7.1x4"),
                recorded(
                        "move-sees-a-grab.itf.json",
                        "A grab is counted while the entry is cleared: the page is not moved, and the walk finds the entry as it was",
                        "fork/private/exclusive/4/2/pin(0)|move(0,1):0x3.1.0.1x2.0x3"));
    }

    private static CorpusTrace manyCalls() {
        LongRun run = new LongRun(
                "fork/private/exclusive/6/2/pin(0);device(1);unpin(1);read(0);unread(1)|fork;store(c0);zap(c0);store(0)"
                        + "|swap(0);ksm(0);clear-refs(0);protect(0)|store(1);zap(1);continue(1)",
                7,
                LONG);
        return accepted(
                "fork-at-random.ndjson",
                "Four tasks call one after the other, steps drawn at random; observed are pages and entries, not who is where",
                TraceDamage.without(
                        new Trace(run.header(), run.initial(), ImmutableList.copyOf(run)),
                        "pc",
                        "loc",
                        "pins",
                        "reads",
                        "gets"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return accepted(name, description, AcceptedTraces.recording(schedule));
    }

    private static CorpusTrace accepted(String name, String description, Trace trace) {
        return new CorpusTrace("accepted/" + name, FROM_CODE, AcceptedTraces.described(trace, description));
    }
}
