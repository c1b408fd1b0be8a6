package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.moved;
import static org.pinproof.conform.TraceDamage.post;
import static org.pinproof.conform.TraceDamage.without;

import com.google.common.collect.ImmutableList;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.collapse.CollapseHarm;
import org.pinproof.explore.collapse.CollapseProgram;
import org.pinproof.sched.Machine;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/**
 * What {@code traces/rejected} holds of module Collapse: of each mutant the shortest way to its harm, and good traces changed into
 * what a kernel with a known bug would show.
 */
final class RejectedCollapseTraces {
    private static final int MOST_STATES = 100_000;

    private RejectedCollapseTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(mutants())
                .addAll(byHand())
                .build();
    }

    private static ImmutableList<CorpusTrace> mutants() {
        return ImmutableList.of(
                mutant("D06-collapse-frees-table", 5, "waits for nobody who walks the table that it collapses"),
                mutant("D06-check-before-clear", 5, "looks at the counts while walkers still find the entries"),
                mutant("D06-refs-unchecked", 12, "collapses pages that somebody holds"),
                mutant("D06-pmd-not-rechecked", 9, "does not look at the pmd again"),
                mutant(
                        "D07-pmd-unshare-walker",
                        Kind.UNEXPECTED_ACTION,
                        4,
                        "gives a shared table up under its walkers"),
                mutant(
                        "D08-no-ipi-flush",
                        Kind.UNEXPECTED_ACTION,
                        4,
                        "frees a table behind a flush that interrupts nobody"),
                mutant("D09-folded-level-reread", 2, "walks on from the slot of the pmd"),
                mutant("D11-thp-numa-migration-gup", 4, "leaves a huge page mapped while it is moved"),
                mutant("D12-wait-on-freed", 3, "waits for a page without a reference to it"),
                mutant("D17-deferred-split-vs-migration", 3, "leaves a page in the queue while it is moved"),
                mutant("D26-hugetlb-lookup-unlocked", 1, "reads the entry of a huge page without the lock"),
                mutant("section-left-open", 6, "leaves interrupts off behind a walk that got nothing"),
                mutant("A05-undo-put-after-pin", 7, "undoes a pin of a page under a table by putting one reference"),
                mutant("A08-mass-sub-no-testzero", 8, "does not look for zero when it undoes the grab of a huge page"),
                mutant("A18-grab-from-zero", 6, "grabs a huge page that is free"),
                mutant("A19-no-recheck", 7, "does not look at the entry of a huge page again"));
    }

    private static CorpusTrace mutant(String slug, long step, String wrong) {
        return mutant(slug, Kind.WRONG_STATE, step, wrong);
    }

    private static CorpusTrace mutant(String slug, Kind kind, long step, String wrong) {
        CollapseHarm harm = CollapseHarm.all().stream()
                .filter(each -> each.mutant().slug().equals(slug))
                .findFirst()
                .orElseThrow();
        Result.Violated shortest = (Result.Violated)
                ShortestCounterexample.of(new Machine(new CollapseProgram(harm.script())), MOST_STATES)
                        .run();
        return TraceDamage.rejected(
                // The walk of GupFast has mutants of those names as well.
                (slug.startsWith("A") ? "collapse-" : "") + "mutant-" + slug + ".itf.json",
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + harm.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(shortest.schedule().toString()),
                kind,
                step);
    }

    private static ImmutableList<CorpusTrace> byHand() {
        Trace waits =
                without(AcceptedTraces.recording("collapse/sync/table/1/pin(0)|collapse:0x2.1x3.0x5.1x6"), "pc", "loc");
        return ImmutableList.of(
                damaged(
                        "collapse-checks-too-early.itf.json",
                        "The counts are looked at before the walkers have been waited for",
                        moved(waits, 12, 11),
                        Kind.MISSING_ACTION,
                        11),
                damaged(
                        "wait-left-out.ndjson",
                        "The wait for the walkers is not in the trace",
                        drop(waits, 11),
                        Kind.MISSING_ACTION,
                        11),
                damaged(
                        "pmd-not-cleared.ndjson",
                        "The collapse goes on with a pmd that still points to the table",
                        post(waits, 5, "pmd", waits.events().get(3).post().get("pmd")),
                        Kind.WRONG_STATE,
                        5),
                damaged(
                        "table-lost.ndjson",
                        "The huge page is mapped, and the table is neither deposited nor free",
                        post(waits, 16, "tbl", Value.of("used")),
                        Kind.WRONG_STATE,
                        16));
    }
}
