package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.conform.Reason.Kind;

/**
 * What {@code traces/rejected} holds of wrong code for compound pages: of each mutant the shortest way to its harm. The
 * specification refuses it before the harm is done: where the code first goes another way.
 */
final class RejectedCompoundTraces {
    private RejectedCompoundTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                mutant("A04-undo-forgets-pincount", "0x8.1.0x4.1x3", 11, "forgets the pin count in the undo"),
                mutant("A06-grab-on-tail", "0x5", 5, "adds a pin to the tail"),
                mutant("A08-undo-unbracketed", "0x6.1.0x5.1x2", 9, "subtracts without the get in front, and puts"),
                mutant("A11-stat-after-free", "0x14.1x4", 13, "counts a release when the page may be gone"),
                mutant(
                        "A16-zero-page-pin-overflow",
                        "0x3",
                        3,
                        "writes a pin of the zero page that its release does not"),
                mutant("A16-zero-release-counts", "0x7", 4, "takes back a pin of the zero page that was never written"),
                mutant("A21-pin-second-step-after-recheck", "0x7.1x4.0x3", 5, "makes a pin of the reference too late"),
                mutant("A25-head-recheck-no-undo", "0x4.1x13.0x2.1.0x5.1x4", 19, "leaves its grab on a changed head"),
                mutant("A25-recheck-no-undo", "0x8.1.0.1.0", 10, "leaves its grab when the entry has changed"),
                mutant("D01-split-head-trusted", "0x4.1x12.0x4.1.0x2", 9, "does not look at the head again"),
                mutant("D02-tail-speculative-get", "0x3", 2, "gets the tail, from zero"),
                mutant(
                        "order-asked-early",
                        "0x5.1x13.0x4.1.0x2",
                        3,
                        "asks for the pin count of a page it does not hold"),
                mutant("pincount-after-refcount", "0x14.1x4", 13, "ends the reference before the pin"),
                mutant("stat-before-ref", "0x3", 2, "counts a pin before it is one"),
                mutant("split-forgets-pins", "0x11.1x13", 22, "splits a page that is pinned"),
                mutant("A08-mass-sub-alone", "0x6.1.0x6.1x2", 11, "takes back one too many at once"),
                mutant("D02-tail-never-fast", "0x5", 5, "tries to get the tail, whose count is zero"),
                mutant("D10-torn-pte-read", "0x2.1.0x8.1x4.0x2", 2, "reads an entry in two halves"),
                mutant("split-not-remapped", "0x10.1x10.0x2.1", 23, "leaves the entries of a page it cannot split"),
                mutant("whole-leaf", "0x9", 4, "grabs a huge page as a whole for one of its pages"));
    }

    private static CorpusTrace mutant(String slug, String picks, long step, String wrong) {
        CodeMutant mutant = CompoundRung.RUNG.mutants().stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow();
        return TraceDamage.rejected(
                // The walk of GupFast has a mutant of that name as well.
                (slug.equals("whole-leaf") ? "compound-" : "") + "mutant-" + slug
                        + (step < 4 ? ".ndjson" : ".itf.json"),
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + mutant.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(mutant.script() + ":" + picks),
                Kind.WRONG_STATE,
                step);
    }
}
