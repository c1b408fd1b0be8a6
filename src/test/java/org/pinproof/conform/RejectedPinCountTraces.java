package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;

import com.google.common.collect.ImmutableList;
import org.pinproof.conform.Reason.Kind;

/** What {@code traces/rejected} holds of wrong arithmetic: of each mutant the shortest way to its harm. */
final class RejectedPinCountTraces {
    private RejectedPinCountTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                mutant("A01-signed-compare", "0x4", Kind.UNEXPECTED_ACTION, 4, "compares signed numbers"),
                mutant("A02-doc-22-bits", "0x26", Kind.WRONG_STATE, 25, "admits what was documented"),
                mutant("A03-one-bias-arithmetic", "0x2", Kind.WRONG_STATE, 2, "adds one bias for 512 pages"),
                mutant("A04-undo-unscaled-arithmetic", "0x3", Kind.WRONG_STATE, 3, "takes back 512 for 512 biases"),
                mutant("A08-sub-without-test", "0", Kind.WRONG_STATE, 1, "does not look whether it was the last"),
                mutant("A13-cve-2019-11487-ref-wrap", "0x47", Kind.WRONG_STATE, 25, "has no limit"),
                mutant(
                        "A14-limit-toctou-with-bias",
                        "0x2.1.2.3.4.5.6.7.8.0.1.2.3.4.5.6.7.8",
                        Kind.UNEXPECTED_ACTION,
                        2,
                        "lets nine race over the limit"),
                mutant("A15-refs-times-bias-zero", "0x2", Kind.UNEXPECTED_ACTION, 1, "adds 2^32, which is nothing"),
                mutant("A17-speculative-vs-owned-get", "0.1x2.0", Kind.WRONG_STATE, 4, "looks for zero, and then adds"),
                mutant("A18-grab-from-zero-arithmetic", "0.1x2.0", Kind.WRONG_STATE, 4, "does not look for zero"),
                mutant("release-not-held", "0", Kind.UNEXPECTED_ACTION, 1, "lets go of what nobody holds"),
                damaged(
                        "count-record-left-out.itf.json",
                        "The step that hands out the pin is not in the trace, only its release",
                        drop(AcceptedTraces.recording("count/1/pin(0,4K);keep;unpin(0,4K):0x4"), 3),
                        Kind.MISSING_ACTION,
                        3));
    }

    private static CorpusTrace mutant(String slug, String picks, Kind kind, long step, String wrong) {
        CodeMutant mutant = PinCountRung.RUNG.mutants().stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow();
        return TraceDamage.rejected(
                "mutant-" + slug + (step < 4 ? ".ndjson" : ".itf.json"),
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + mutant.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(mutant.script() + ":" + picks),
                kind,
                step);
    }
}
