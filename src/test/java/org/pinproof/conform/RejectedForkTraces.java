package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.instead;
import static org.pinproof.conform.TraceDamage.moved;
import static org.pinproof.conform.TraceDamage.without;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.fork.ForkHarm;
import org.pinproof.explore.fork.ForkProgram;
import org.pinproof.sched.Machine;
import org.pinproof.trace.Trace;

/**
 * What {@code traces/rejected} holds of module Fork: of each mutant the shortest way to its harm, and good
 * traces changed into what a kernel with a known bug would show.
 */
final class RejectedForkTraces {
    private static final int MOST_STATES = 100_000;

    private RejectedForkTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(mutants())
                .addAll(byHand())
                .build();
    }

    private static ImmutableList<CorpusTrace> mutants() {
        return ImmutableList.of(
                mutant("C01-fork-vs-fast-pin", 1, "does not hold pins against forks"),
                mutant("C05-fork-huge-pmd-pinned", 10, "shares huge pages at a fork, whoever has them pinned"),
                mutant("C06-fork-hugetlb-no-seq", 4, "forks hugetlb memory without telling those who pin"),
                mutant(
                        "C07-fork-dio-classic",
                        Kind.UNEXPECTED_ACTION,
                        10,
                        "lets devices store through plain references"),
                mutant("C08-cow-refcount-breaks-pin", 12, "copies a page because somebody has it pinned"),
                mutant("C09-swap-pinned", 8, "swaps out what is pinned"),
                mutant("C10-softdirty-pinned", 8, "write-protects what is pinned to see the next store"),
                mutant("C11-cow-either-way", 10, "stores to a page that somebody else refers to and nobody else maps"),
                mutant("C12-dirty-cow", 11, "goes on as if to read when it has copied the page for a forced store"),
                mutant(
                        "C13-huge-dirty-cow",
                        18,
                        "marks a page dirty that is read, and takes what is dirty for its copy"),
                mutant("C14-foll-cow-shmem", 13, "takes an entry that is dirty for the copy that it has made"),
                mutant("C15-anon-excl-race", 9, "does not look whether a page is exclusive once it holds it"),
                mutant("C18-ro-pin-stale", 5, "pins what the next store will leave behind"),
                mutant("C19-ro-unshare-concurrent", 7, "takes a page for exclusive that one entry maps"),
                mutant("C21-uffd-move-pinned", 5, "tells a page where it goes before it knows that it may"),
                mutant("move-unasked", 9, "moves a page that is pinned"),
                mutant("C22-swap-excl-lost", 9, "forgets that a page was exclusive when it is swapped out"),
                mutant("A05-anon-undo-put-after-pin", 7, "undoes a pin by putting one reference"),
                mutant("A08-anon-undo-no-testzero", 8, "does not look for zero when it undoes a grab"),
                mutant("A18-anon-grab-from-zero", 6, "grabs a page that is free"),
                mutant("A19-anon-no-recheck", 7, "does not look at the entry again"),
                mutant("A22-anon-odp-mismatch", 13, "releases as pins what it has taken as references"),
                mutant("cow-not-kept", 9, "does not look for zero when it has copied a page"),
                mutant("cow-unheld", 4, "copies a page that it does not hold"),
                mutant("fork-lock-kept", 3, "keeps the page-table lock at an entry that is none"));
    }

    private static CorpusTrace mutant(String slug, long step, String wrong) {
        return mutant(slug, Kind.WRONG_STATE, step, wrong);
    }

    private static CorpusTrace mutant(String slug, Kind kind, long step, String wrong) {
        ForkHarm harm = ForkHarm.all().stream()
                .filter(each -> each.mutant().slug().equals(slug))
                .findFirst()
                .orElseThrow();
        Result.Violated shortest =
                (Result.Violated) ShortestCounterexample.of(new Machine(new ForkProgram(harm.script())), MOST_STATES)
                        .run();
        return TraceDamage.rejected(
                "mutant-" + slug + ".itf.json",
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + harm.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(shortest.schedule().toString()),
                kind,
                step);
    }

    private static Trace pages(Trace trace) {
        return without(trace, "pc", "loc");
    }

    private static ImmutableList<CorpusTrace> byHand() {
        Trace forks = AcceptedTraces.recording("fork/private/exclusive/4/1/pin(0)|fork:0x3.1x3.0.1.0x2.1x2.0x9");
        Trace swaps = AcceptedTraces.recording("fork/private/exclusive/4/1/store(0)|swap(0):1x5.0x6");
        return ImmutableList.of(
                damaged(
                        "swapped-out-unasked.ndjson",
                        "An entry becomes a swap entry, and nobody has asked for pins with the entry gone",
                        drop(pages(swaps), 3),
                        Kind.MISSING_ACTION,
                        3),
                damaged(
                        "exclusive-too-late.ndjson",
                        "The look whether the page is exclusive comes before the look at the entry",
                        moved(
                                pages(AcceptedTraces.recording(
                                        "fork/readonly/exclusive/4/1/read(0)|ksm(0):0x3.1x4.0x10")),
                                10,
                                9),
                        Kind.MISSING_ACTION,
                        9),
                damaged(
                        "fork-write-protects-first.itf.json",
                        "Fork write-protects an entry before it has asked whether its page is pinned",
                        moved(pages(forks), 8, 6),
                        Kind.UNEXPECTED_ACTION,
                        6),
                damaged(
                        "undo-left-out.ndjson",
                        "The walk has found the entry changed, and keeps its grab",
                        drop(pages(forks), 10),
                        Kind.MISSING_ACTION,
                        10),
                damaged(
                        "pinned-under-a-fork.itf.json",
                        "The walk is through although the entry has changed",
                        instead(pages(forks), 10, "FastRecord", ImmutableMap.of()),
                        Kind.UNEXPECTED_ACTION,
                        10));
    }
}
