package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.initially;
import static org.pinproof.conform.TraceDamage.instead;
import static org.pinproof.conform.TraceDamage.moved;
import static org.pinproof.conform.TraceDamage.post;
import static org.pinproof.conform.TraceDamage.without;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.longterm.LongtermHarm;
import org.pinproof.explore.longterm.LongtermProgram;
import org.pinproof.sched.Machine;
import org.pinproof.trace.Trace;
import org.pinproof.trace.Value;

/**
 * What {@code traces/rejected} holds of module Longterm: of each mutant the shortest way to its harm, and good traces changed into
 * what a kernel with a known bug would show.
 */
final class RejectedLongtermTraces {
    private static final int MOST_STATES = 100_000;

    private RejectedLongtermTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(mutants())
                .addAll(byHand())
                .build();
    }

    private static ImmutableList<CorpusTrace> mutants() {
        return ImmutableList.of(
                mutant("D18-longterm-fast-cma", 8, "looks for FS-DAX only in its fast path"),
                mutant("D19-longterm-slow-uses-fast-grab", 10, "refuses in its slow path what it should move"),
                mutant("D21-longterm-batch-ref", 12, "does not drain batches"),
                mutant("D22-longterm-soft-cma", 19, "pins a page that cannot be moved where it lies"),
                mutant("A23-double-unpin-on-fail", 20, "releases the pages of a call that fails twice"),
                mutant("A25-late-placement-no-undo", 8, "does not take a grab back that it finds in the wrong place"),
                mutant("migrate-unfrozen", 12, "moves a page that somebody holds"),
                mutant("migrate-pte-lost", 10, "does not put the entry back of a page that was not moved"),
                mutant("migrate-cache-ref-forgotten", 5, "does not expect the owner of a page to have it"),
                mutant("dax-wake-missed", 11, "wakes who waits for an idle page only when it puts a plain reference"),
                mutant("dax-freed-busy", 11, "frees blocks that somebody holds"),
                mutant("dax-unchecked", 12, "pins FS-DAX for long without a lease"),
                repeated("A08-mass-sub-no-testzero", 16, "takes a grab back and does not look whether it was the last"),
                repeated("A18-grab-from-zero", 9, "grabs a page that is frozen or free"),
                repeated("A19-no-recheck", 11, "does not read an entry again, so that it pins a page that was moved"),
                repeated("A22-odp-mismatch", 18, "is right, and whose driver unpins what it has taken by get"),
                mutant("D15-secretmem-fast", 8, "pins secret memory that is not on its list yet"),
                mutant("D16-pgmap-ref-imbalance", 10, "keeps the pagemap of a device's page that it does not give"),
                mutant("alloc-not-drained", 11, "does not drain a page that an allocation cannot have"),
                mutant("dax-undo-silent", 11, "takes a grab back and wakes nobody"),
                mutant("last-page-decides", 8, "looks at the last page of a mixture only"),
                mutant("migrate-wrong-entry", 10, "puts an entry of another kind back"));
    }

    private static CorpusTrace mutant(String slug, long step, String wrong) {
        return mutant("", slug, step, wrong);
    }

    /** One that another rung has as well, by the same name. */
    private static CorpusTrace repeated(String slug, long step, String wrong) {
        return mutant("longterm-", slug, step, wrong);
    }

    private static CorpusTrace mutant(String prefix, String slug, long step, String wrong) {
        LongtermHarm harm = LongtermHarm.all().stream()
                .filter(each -> each.mutant().slug().equals(slug))
                .findFirst()
                .orElseThrow();
        Result.Violated shortest = (Result.Violated)
                ShortestCounterexample.of(new Machine(new LongtermProgram(harm.script())), MOST_STATES)
                        .run();
        return TraceDamage.rejected(
                prefix + "mutant-" + slug + ".itf.json",
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + harm.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(shortest.schedule().toString()),
                Kind.WRONG_STATE,
                step);
    }

    private static Trace pages(Trace trace) {
        return without(trace, "pc", "loc");
    }

    private static ImmutableList<CorpusTrace> byHand() {
        Trace moves = AcceptedTraces.recording("lt/hard-drain-wait/all/cma/pin-longterm(0,1);device(1);unpin(1):0x30");
        Trace waits =
                AcceptedTraces.recording("lt/hard/all/fsdax/pin(0,1);device(0);unpin(0)|truncate(0):0x8.1x3.0x4.1x4");
        return ImmutableList.of(
                damaged(
                        "longterm-pin-of-cma.itf.json",
                        "The fast path hands out a long-term pin of a page of CMA",
                        instead(pages(moves), 9, "FastRecord", ImmutableMap.of("longs", held())),
                        Kind.UNEXPECTED_ACTION,
                        9),
                damaged(
                        "copied-before-frozen.itf.json",
                        "The page is copied while somebody could still get hold of it",
                        moved(pages(moves), 20, 18),
                        Kind.UNEXPECTED_ACTION,
                        18),
                damaged(
                        "freeze-left-out.ndjson",
                        "The freeze is not in the trace, only the unfreezing",
                        drop(pages(moves), 18),
                        Kind.MISSING_ACTION,
                        18),
                damaged(
                        "entry-not-put-back.ndjson",
                        "The page has been moved, and its migration entry is still there",
                        post(
                                pages(moves),
                                21,
                                "pte",
                                moves.events().get(19).post().get("pte")),
                        Kind.WRONG_STATE,
                        21),
                damaged(
                        "blocks-freed-before-wake.ndjson",
                        "Blocks are freed while a device may store to them",
                        moved(pages(waits), 19, 12),
                        Kind.UNEXPECTED_ACTION,
                        12),
                damaged(
                        "starts-batched.itf.json",
                        "Every step is as it should be, and a batch had the page at the start",
                        initially(pages(moves), "batch", byFrame(true, false)),
                        Kind.WRONG_STATE,
                        0));
    }

    private static Value held() {
        return Value.record(ImmutableMap.of("t1", byFrame(Value.of(1), Value.of(0))));
    }

    private static Value byFrame(boolean first, boolean second) {
        return byFrame(Value.of(first), Value.of(second));
    }

    private static Value byFrame(Value first, Value second) {
        return Value.function(ImmutableMap.of(Value.of(0), first, Value.of(1), second));
    }
}
