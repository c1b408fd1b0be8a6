package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.OptionalLong;
import org.pinproof.trace.Outcome;
import org.pinproof.trace.Trace;

/**
 * What {@code traces/violating} holds: behaviours of the specification that the code follows step by step, and that break an
 * invariant. Nothing diverges; what is wrong is the policy, or how the caller uses it.
 */
final class ViolatingTraces {
    private static final String FROM_CODE = "recorded from the Java code";

    private ViolatingTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(writeback())
                .addAll(ViolatingLongtermTraces.all())
                .addAll(ViolatingForkTraces.all())
                .addAll(ViolatingCollapseTraces.all())
                .build();
    }

    private static ImmutableList<CorpusTrace> writeback() {
        return ImmutableList.of(
                violating(
                        "direct-io-2018.itf.json",
                        "NONE: direct I/O into a mapped page, as Jan Kara described it on linux-fsdevel in January 2018; the page is"
                                + " written and stripped of its buffers under the pin, and the mark at the release finds none",
                        TlcWitness.provenance("MCWritebackDirectIo.cfg"),
                        TlcWitness.of("MCWritebackDirectIo.cfg", "NeverDirectIo"),
                        "BuffersWhenDirty",
                        36),
                recorded(
                        "get-unpinned.itf.json",
                        "A plain reference to a huge page is released as a pin: another task's pin is not seen any more",
                        "thp/leaf/exact-mixed/2/2/pin(0,1)|get(0,1);unpin(0):0x10.1x12",
                        "NoFalseNegative",
                        22),
                recorded(
                        "pin-put.itf.json",
                        "A pin of a tail is released as a plain reference: what is left of it stays for ever",
                        "thp/tails/bias-mixed/2/2/pin(1,1);put(1):0x11",
                        "CountersBounded",
                        11),
                recorded(
                        "device-store-lost.itf.json",
                        "NONE: a device stores after the page was cleaned, and the release marks nothing: the store is lost",
                        "wb/NONE/unstable/dirty/pin;dma;dma-stop;unpin|device(1)|flush;reclaim:0x9.2x12.1.0x3.2x9",
                        "NoLostDmaWrite",
                        25),
                recorded(
                        "buffers-stripped.itf.json",
                        "NONE: the page is written and stripped of its buffers under a pin, marked dirty at the release, and the"
                                + " next flush has nothing to write it by",
                        "wb/NONE/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush;reclaim;flush"
                                + ":0x9.2x19.1.0x5.2x6",
                        "BuffersWhenDirty",
                        33),
                recorded(
                        "plain-reference-lost.itf.json",
                        "KEEP_DIRTY, which keeps a pinned page dirty: a driver holds it by get instead of pin, so the flusher is"
                                + " told \"not pinned\", and the device's store is lost with the release, which marks nothing",
                        "wb/KEEP_DIRTY/unstable/dirty/get;dma;dma-stop;put|device(1)|flush:0x9.2x13.1.0x3",
                        "NoLostDmaWrite",
                        26),
                recorded(
                        "device-store-during-write.itf.json",
                        "KEEP_DIRTY: a device stores between the two halves of a write that has to be stable",
                        "wb/KEEP_DIRTY/stable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|flush:0x9.2x10.1.2x2.0x4",
                        "StablePages",
                        20),
                recorded(
                        "fsync-passes-over.itf.json",
                        "SKIP: fsync passes the pinned page over, and returns without having written what was dirty",
                        "wb/SKIP/unstable/dirty/pin;dma;dma-stop;unpin-dirty|device(1)|fsync:0x9.1.2x11.0x4",
                        "SyncContract",
                        20));
    }

    static CorpusTrace recorded(String name, String description, String schedule, String property, long step) {
        return violating(name, description, FROM_CODE, AcceptedTraces.recording(schedule), property, step);
    }

    private static CorpusTrace violating(
            String name, String description, String provenance, Trace trace, String property, long step) {
        Outcome outcome = new Outcome("VIOLATES", Optional.empty(), OptionalLong.of(step), Optional.of(property));
        Trace described = AcceptedTraces.described(trace, description);
        return new CorpusTrace(
                "violating/" + name,
                provenance,
                described.withHeader(described.header().withOutcome(outcome)));
    }
}
