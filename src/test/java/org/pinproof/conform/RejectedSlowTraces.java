package org.pinproof.conform;

import static org.pinproof.conform.TraceDamage.byTask;
import static org.pinproof.conform.TraceDamage.damaged;
import static org.pinproof.conform.TraceDamage.drop;
import static org.pinproof.conform.TraceDamage.moved;
import static org.pinproof.conform.TraceDamage.twice;
import static org.pinproof.conform.TraceDamage.without;

import com.google.common.collect.ImmutableList;
import org.pinproof.conform.Reason.Kind;
import org.pinproof.explore.Result;
import org.pinproof.explore.ShortestCounterexample;
import org.pinproof.explore.slow.SlowHarm;
import org.pinproof.explore.slow.SlowProgram;
import org.pinproof.sched.Machine;
import org.pinproof.trace.Trace;

/** What {@code traces/rejected} holds of the slow path: executions of mutants, and good traces that were damaged. */
final class RejectedSlowTraces {
    private static final int MOST_STATES = 100_000;

    private RejectedSlowTraces() {}

    static ImmutableList<CorpusTrace> all() {
        return ImmutableList.<CorpusTrace>builder()
                .addAll(mutants())
                .addAll(byHand())
                .build();
    }

    private static ImmutableList<CorpusTrace> mutants() {
        return ImmutableList.of(
                mutant("A18-slow-grab-beyond", 13, "adds to a count beyond its limit"),
                mutant("A23-double-unpin-on-partial", 9, "hands its caller as many pages as it asked for"),
                mutant("A25-first-reference-kept", 7, "keeps the first reference when the rest is refused"),
                mutant("D23-vmas-after-drop", 11, "lets a call that hands out areas lose the lock"),
                mutant("D24-uffd-gup-no-retry", 7, "does not let the first fault lose the lock"),
                mutant("D24-uffd-sleeps-locked", 7, "sleeps for a user with the lock held"),
                mutant("stale-vma-kept", 19, "goes on with the area that it had before the wait"),
                mutant("locked-left-set", 13, "does not tell that the lock was dropped"),
                mutant("A24-overflow-returns-zero", 1, "says of a range that does not fit that nothing is done yet"),
                mutant("D14-expose-before-ready", 7, "makes a page ready when its entry is there already"),
                mutant(
                        "D31-io-uring-same-page-coalesce",
                        12,
                        "is right, and whose caller takes one page twice for two"),
                mutant("head-for-subpage", 9, "records the head for every page of a huge page"),
                mutant("left-on-queue", 11, "leaves whom a signal has woken on the queue"),
                mutant("unmap-never-frees", 5, "unmaps a page and does not look whether it was the last to have it"),
                mutant("unmap-frees-held", 12, "frees a page that it unmaps, whoever has it"));
    }

    private static CorpusTrace mutant(String slug, long step, String wrong) {
        SlowHarm harm = SlowHarm.all().stream()
                .filter(each -> each.mutant().slug().equals(slug))
                .findFirst()
                .orElseThrow();
        Result.Violated violated =
                (Result.Violated) ShortestCounterexample.of(new Machine(new SlowProgram(harm.script())), MOST_STATES)
                        .run();
        return TraceDamage.rejected(
                "mutant-" + slug + ".itf.json",
                "A kernel that " + wrong + "; the shortest schedule that breaks `" + harm.invariant() + "`",
                "recorded from mutant `" + slug + "`",
                AcceptedTraces.recording(violated.schedule().toString()),
                Kind.WRONG_STATE,
                step);
    }

    private static ImmutableList<CorpusTrace> byHand() {
        Trace good = without(AcceptedTraces.recording(AcceptedSlowTraces.RESOLVED), "pc", "loc");
        return ImmutableList.of(
                damaged(
                        "slept-with-the-lock.ndjson",
                        "The fault sleeps without having dropped mmap_lock",
                        drop(good, 8),
                        Kind.MISSING_ACTION,
                        8),
                damaged(
                        "woken-before-copied.ndjson",
                        "The user's handler wakes the sleeper before it lets go of mmap_lock",
                        moved(good, 12, 11),
                        Kind.UNEXPECTED_ACTION,
                        11),
                damaged(
                        "area-not-looked-up-again.itf.json",
                        "After the wait the area of before is used: it is not looked up again",
                        drop(good, 16),
                        Kind.MISSING_ACTION,
                        16),
                damaged(
                        "unlocked-twice.ndjson",
                        "The call drops mmap_lock twice",
                        twice(good, 20),
                        Kind.UNEXPECTED_ACTION,
                        21),
                damaged(
                        "copied-by-the-sleeper.itf.json",
                        "The copy is said to be the sleeper's own",
                        byTask(good, 10, "t1"),
                        Kind.UNEXPECTED_ACTION,
                        10),
                damaged(
                        "writer-among-readers.itf.json",
                        "A writer queues and finds mmap_lock free, while the second attempt has it for reading",
                        moved(good, 23, 16),
                        Kind.WRONG_STATE,
                        16));
    }
}
