package org.pinproof.explore.fork;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum ForkMutant {
    /** The correct code. */
    NONE("none", ForkParts::new),
    /** Pins are not held against forks (until 57efa1fe5957). */
    FORK_VS_FAST_PIN("C01-fork-vs-fast-pin", ForkMutants.NoSequence::new),
    /** Fork shares huge pages whoever has them pinned (until d042035eaf5f). */
    FORK_HUGE_PMD_PINNED("C05-fork-huge-pmd-pinned", ForkMutants.HugeUnasked::new),
    /** Fork copies entries of hugetlb without the sequence count (until 623a1ddfeb23, as reported). */
    FORK_HUGETLB_NO_SEQ("C06-fork-hugetlb-no-seq", ForkMutants.HugetlbUntold::new),
    /** A device stores through plain references: what drivers did before there were pins. */
    FORK_DIO_CLASSIC("C07-fork-dio-classic", ForkMutants.StoresThroughReferences::new),
    /** A page is reused if nobody else has a reference, be it one's own pin (09854ba94c6a). */
    COW_REFCOUNT_BREAKS_PIN("C08-cow-refcount-breaks-pin", WriteProtectMutants.RefcountOnly::new),
    /** Reclaim does not look at pins (until feb889fb40fa). */
    SWAP_PINNED("C09-swap-pinned", WriteProtectMutants.SwapsPinned::new),
    /** The soft-dirty tracker does not look at pins (until 9348b73c2e1b). */
    SOFTDIRTY_PINNED("C10-softdirty-pinned", WriteProtectMutants.ClearsPinned::new),
    /** A page is reused if one entry maps it, whoever else refers to it (CVE-2020-29374). */
    COW_EITHER_WAY("C11-cow-either-way", WriteProtectMutants.MapcountOnly::new),
    /** A forced walk that has broken COW goes on as one to read (CVE-2016-5195). */
    DIRTY_COW("C12-dirty-cow", ForkMutants.ForgetsWrite::new),
    /** A walk to read marks a huge entry dirty, which is taken for the copy that the walk has made (CVE-2017-1000405). */
    HUGE_DIRTY_COW("C13-huge-dirty-cow", ForkMutants.TouchesDirty::new),
    /** A dirty entry is taken for the copy that the walk has made (CVE-2022-2590). */
    FOLL_COW_SHMEM("C14-foll-cow-shmem", ForkMutants.TrustsDirty::new),
    /** A pin to read is not looked at once more (hypothetical: what 088b8aa537c2 makes sure of, without). */
    ANON_EXCL_RACE("C15-anon-excl-race", ForkMutants.NoExclusiveCheck::new),
    /** A pin to read does not ask for a page that will stay (until a7f226604170, 8d6a0ac09a16). */
    RO_PIN_STALE("C18-ro-pin-stale", ForkMutants.NeverUnshares::new),
    /** A page that one entry maps is taken for exclusive (13b65d69e404, of a tree that was not merged). */
    RO_UNSHARE_CONCURRENT("C19-ro-unshare-concurrent", ForkMutants.MapcountExclusive::new),
    /** A page is told its new place before its pins are looked at (until d7a08838ab74). */
    UFFD_MOVE_PINNED("C21-uffd-move-pinned", WriteProtectMutants.MovesEarly::new),
    /** A page is moved, pinned or not. A mutation class. */
    MOVE_UNASKED("move-unasked", WriteProtectMutants.MovesPinned::new),
    /** A swap entry forgets that its page was exclusive (until 1493a1913e34). */
    SWAP_EXCL_LOST("C22-swap-excl-lost", WriteProtectMutants.SwapForgets::new),
    /** An undo takes back one reference of a pin. */
    UNDO_PUT_AFTER_PIN("A05-anon-undo-put-after-pin", ForkMutants.UndoPuts::new),
    /** An undo never frees. A mutation class. */
    UNDO_NO_TESTZERO("A08-anon-undo-no-testzero", ForkMutants.UndoNeverFrees::new),
    /** The walk grabs free pages. */
    GRAB_FROM_ZERO("A18-anon-grab-from-zero", ForkMutants.GrabsFree::new),
    /** The entry is not looked at again. */
    NO_RECHECK("A19-anon-no-recheck", ForkMutants.NoRecheck::new),
    /** What was taken by get is given back by unpin (a revision of the pin series did it to on-demand paging). */
    ODP_MISMATCH("A22-anon-odp-mismatch", ForkMutants.UnpinsReferences::new),
    /** Nobody looks whether the last reference to the page that was copied is gone. A mutation class. */
    COW_NOT_KEPT("cow-not-kept", WriteProtectMutants.CowNotKept::new),
    /** Nothing keeps a page while it is copied. A mutation class. */
    COW_UNHELD("cow-unheld", WriteProtectMutants.CowUnheld::new),
    /** Fork keeps the lock of an entry that is none. A mutation class. */
    FORK_LOCK_KEPT("fork-lock-kept", ForkMutants.LockKept::new);

    private final String slug;
    private final Supplier<ForkParts> parts;

    ForkMutant(String slug, Supplier<ForkParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts, and in {@code spec/README.md}} */
    public String slug() {
        return slug;
    }

    ForkParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static ForkMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(ForkMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
