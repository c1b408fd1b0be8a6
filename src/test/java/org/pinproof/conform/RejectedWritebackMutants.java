package org.pinproof.conform;

import com.google.common.collect.ImmutableList;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.writeback.WritebackHarm;

/**
 * What {@code traces/rejected} holds of wrong writeback code: of each mutant the shortest way to its harm. The specification
 * refuses it before the harm is done: where the code first goes another way.
 */
final class RejectedWritebackMutants {
    private RejectedWritebackMutants() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.of(
                mutant("B01-dma-after-clean", 15, "does not ask whether the page is pinned"),
                mutant("B02-redirty-without-buffers", 14, "does not ask, nor does reclaim, which takes the buffers"),
                mutant("B03-pinned-test-before-mkclean", 6, "asks before it has cleared the entry"),
                mutant("B05-clear-dirty-vs-fault", 3, "lets a fault install its entry without the page lock"),
                mutant("B06-mkclean-result-dropped", 8, "forgets what the entry knew of dirt"),
                mutant("B07-tlb-dirty-after-zap", 2, "drops the page-table lock before the TLBs are flushed"),
                mutant(
                        "",
                        "B08-mkclean-transient-none",
                        Kind.UNEXPECTED_ACTION,
                        4,
                        "believes an entry that is none only while it is cleaned"),
                mutant("B10-madv-free-vs-dio", 14, "drops a page after MADV_FREE without counting its references"),
                mutant("B13-unpin-no-dirty", 13, "releases a page without marking it"),
                mutant("B14-set-dirty-unlocked", 10, "marks a page at release without the page lock"),
                mutant("B15-stable-pages-dio", 11, "lets a fault go on during a write that must be stable"),
                mutant("B16-inverted-permission-test", 8, "gives long-term pins of a file's page, and of no other"),
                mutant("B19-bounce-clears-dirty", 17, "takes the dirty mark of a pinned page that it has copied"),
                mutant("B17-wait-policy-livelock", 17, "waits for a pin where its policy is to pass the page over"),
                repeated("A08-sub-then-put", 17, "takes one reference too many back with a grab"),
                repeated("A18-grab-from-zero", 12, "grabs a page that is free"),
                repeated("A22-odp-mismatch", 20, "is right, and whose driver unpins what it has taken by get"),
                mutant("put-for-unpin", 10, "is right, and whose driver puts what it has pinned"),
                mutant("device-not-stopped", 12, "cleans an entry that a device follows, and does not stop it"),
                mutant(
                        "",
                        "fsync-waits-for-nobody",
                        Kind.UNEXPECTED_ACTION,
                        15,
                        "does not wait in fsync for a write that another has begun"),
                mutant("writeback-without-end", 12, "never ends a write"),
                mutant("kept-page-not-freed", 8, "keeps a page that nobody has"));
    }

    /** One that another rung has as well, by the same name. */
    private static CorpusTrace repeated(String slug, long step, String wrong) {
        return mutant("writeback-", slug, Kind.WRONG_STATE, step, wrong);
    }

    private static CorpusTrace mutant(String slug, long step, String wrong) {
        return mutant("", slug, Kind.WRONG_STATE, step, wrong);
    }

    private static CorpusTrace mutant(String prefix, String slug, Kind kind, long step, String wrong) {
        WritebackHarm harm = WritebackHarm.all().stream()
                .filter(each -> each.slug().equals(slug))
                .findFirst()
                .orElseThrow();
        return TraceDamage.rejected(
                prefix + "mutant-" + slug + ".itf.json",
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + harm.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(harm.shortest().toString()),
                kind,
                step);
    }
}
