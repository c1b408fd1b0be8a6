package org.pinproof.conform;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;

/** What {@code traces/accepted} holds of module PinCount: the count from zero to its limit, and beyond. */
final class AcceptedPinCountTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    private AcceptedPinCountTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                recorded(
                        "count-pin.itf.json",
                        "A pin is a bias on the count, and its release takes it back",
                        "count/1/pin(0,4K);keep;unpin(0,4K):0x4"),
                recorded(
                        "count-undo-frees.itf.json",
                        "The mapping goes while 512 biases are on the count, and the undo frees the page",
                        "count/1/pin(0,2M);undo|zap(0):0x2.1.0x2"),
                recorded(
                        "count-refused-at-zero.itf.json",
                        "The page is freed between the look at the limit and the grab, which is refused",
                        "count/1/pin(0,4K);undo|zap(0):0.1x2.0"),
                recorded(
                        "count-eight-gigantic-pins.itf.json",
                        "Eight pins of a whole 1G page are admitted, and the ninth is refused",
                        "count/1/" + Strings.repeat("pin(0,1G);keep;", 9) + "unpin(0,1G):0x26"),
                recorded(
                        "count-slow-path-refused.itf.json",
                        "The slow path refuses a page whose count is beyond the limit as well",
                        "count/2147483647/pin(0,4K);keep|slowpin(0);zap(0):0x3.1x2"),
                recorded(
                        "count-negative-is-pinned.itf.json",
                        "A count whose sign bit is set is that of a pinned page",
                        "count/2147483647/pin(0,4K);keep;query(0);unpin(0,4K):0x5"),
                recorded(
                        "count-plain-references-look-pinned.itf.json",
                        "A false positive: 262,144 plain references look like pins",
                        "count/1/get(0,1G);keep;query(0);put(0,1G):0x5"),
                recorded(
                        "count-reused.itf.json",
                        "A page is unmapped and freed, is somebody else's, and is freed again",
                        "count/1/zap(0);reuse(0);put(0,4K):0x5"),
                recorded(
                        "count-slow-pin.ndjson",
                        "The slow path adds a bias in one step, under the lock",
                        "count/1/slowpin(0);unpin(0,4K):0x2"),
                recorded(
                        "count-outlives-its-mapping.itf.json",
                        "A page that is mapped, taken and unmapped lives until the reference is put",
                        "count/0/map(0);get(0,4K);keep;zap(0);put(0,4K):0x7"),
                recorded(
                        "count-racers-past-the-limit.itf.json",
                        "Two that have looked at the limit carry the count past it, and it does not wrap",
                        "count/2147483647/pin(0,1G);keep|pin(0,1G);keep:0.1.0x2.1x2"),
                recorded(
                        "count-two-pages.itf.json",
                        "Two pages are two counts: one is pinned, and the other freed by an undo",
                        "count/1,1/pin(0,4K);keep;pin(1,2M);undo|zap(1):0x5.1.0x2"),
                recorded(
                        "count-four-tasks.ndjson",
                        "A pin, a plain reference, an unmapping and a question, in turn",
                        "count/1/pin(0,4K);keep;unpin(0,4K)|get(0,4K);undo|zap(0)|query(0):0.1.0.1.2.0.3.1.0x2"));
    }

    private static CorpusTrace recorded(String name, String description, String schedule) {
        return new CorpusTrace(
                "accepted/" + name,
                FROM_CODE,
                AcceptedTraces.described(AcceptedTraces.recording(schedule), description));
    }
}
