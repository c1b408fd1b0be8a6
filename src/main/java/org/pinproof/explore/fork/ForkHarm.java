package org.pinproof.explore.fork;

import com.google.common.collect.ImmutableList;

/**
 * What a mutant is bad for: a short script in which it breaks a property that the explorer checks by itself.
 *
 * @param id with which the slugs of the specification's mutants of the same kind begin
 * @param invariant what is broken soonest: the first word of the violation
 * @param script of this mutant; the correct code breaks nothing in it
 */
public record ForkHarm(ForkMutant mutant, String id, String invariant, ForkScript script) {
    private static final String COHERENCY = "PinCoherency";
    private static final String ISOLATION = "ForkIsolation";
    private static final String INTEGRITY = "CowIntegrity";

    private static final ImmutableList<ForkHarm> HARMS = ImmutableList.of(
            of(ForkMutant.FORK_VS_FAST_PIN, "C01", ISOLATION, "fork/private/exclusive/4/1/pin(0)|fork;store(0)"),
            of(
                    ForkMutant.FORK_HUGE_PMD_PINNED,
                    "C05",
                    ISOLATION,
                    "fork/private-pmd/exclusive/4/1/pin(0)|fork;store(0)"),
            of(
                    ForkMutant.FORK_HUGETLB_NO_SEQ,
                    "C06",
                    ISOLATION,
                    "fork/private-hugetlb/exclusive/4/1/pin(0)|fork;store(0)"),
            of(
                    ForkMutant.FORK_DIO_CLASSIC,
                    "C07",
                    INTEGRITY,
                    "fork/private/exclusive/4/1/get(0);device(1)|fork;store(0)"),
            of(
                    ForkMutant.COW_REFCOUNT_BREAKS_PIN,
                    "C08",
                    COHERENCY,
                    "fork/private/exclusive/4/1/pin(0)|protect(0);store(0)"),
            of(ForkMutant.SWAP_PINNED, "C09", COHERENCY, "fork/private/refcount/4/1/pin(0)|swap(0);store(0)"),
            of(
                    ForkMutant.SOFTDIRTY_PINNED,
                    "C10",
                    COHERENCY,
                    "fork/private/refcount/4/1/pin(0);clear-refs(0);store(0)"),
            of(ForkMutant.COW_EITHER_WAY, "C11", INTEGRITY, "fork/shared/exclusive/4/1/peek(c0);zap(c0)|store(0)"),
            of(
                    ForkMutant.DIRTY_COW,
                    "C12",
                    INTEGRITY,
                    "fork/behind-unwritable/exclusive/4/1/force(0);device(0)|zap(0)"),
            of(
                    ForkMutant.HUGE_DIRTY_COW,
                    "C13",
                    INTEGRITY,
                    "fork/behind-unwritable-pmd/exclusive/4/1/force(0);device(0)|zap(0);peek(0)"),
            of(
                    ForkMutant.FOLL_COW_SHMEM,
                    "C14",
                    INTEGRITY,
                    "fork/behind-unwritable/exclusive/4/1/force(0);device(0)|zap(0);continue(0)"),
            of(ForkMutant.ANON_EXCL_RACE, "C15", "AnonExclusivePinned", "fork/readonly/exclusive/4/1/read(0)|ksm(0)"),
            of(ForkMutant.RO_PIN_STALE, "C18", COHERENCY, "fork/behind/exclusive/4/1/read(0)|store(0)"),
            of(
                    ForkMutant.RO_UNSHARE_CONCURRENT,
                    "C19",
                    COHERENCY,
                    "fork/shared/exclusive/4/1/read(0)|zap(c0)|read(0);store(0)"),
            of(ForkMutant.UFFD_MOVE_PINNED, "C21", "RmapExact", "fork/private/exclusive/4/2/pin(0)|move(0,1)"),
            of(
                    ForkMutant.MOVE_UNASKED,
                    "move-unasked",
                    COHERENCY,
                    "fork/private/exclusive/4/2/pin(0)|move(0,1);store(0)"),
            of(ForkMutant.SWAP_EXCL_LOST, "C22", COHERENCY, "fork/private/exclusive/4/1/get(0)|swap(0);store(0)"),
            of(
                    ForkMutant.UNDO_PUT_AFTER_PIN,
                    "A05",
                    "RefcountConservation",
                    "fork/private/exclusive/4/1/pin(0)|protect(0)"),
            of(ForkMutant.UNDO_NO_TESTZERO, "A08", "NoLeak", "fork/private/exclusive/4/1/pin(0)|zap(0)"),
            of(ForkMutant.GRAB_FROM_ZERO, "A18", "NoFreeWhileHeld", "fork/private/exclusive/4/1/pin(0)|zap(0)"),
            of(ForkMutant.NO_RECHECK, "A19", COHERENCY, "fork/private/exclusive/4/1/pin(0)|ksm(0);store(0)"),
            of(ForkMutant.ODP_MISMATCH, "A22", "NoFalseNegative", "fork/private/exclusive/4/1/pin(0)|get(0);put(1)"),
            of(ForkMutant.COW_NOT_KEPT, "cow-not-kept", "NoLeak", "fork/shared/exclusive/4/1/store(0)|zap(c0)"),
            of(
                    ForkMutant.COW_UNHELD,
                    "cow-unheld",
                    "UseAfterFree",
                    "fork/shared/exclusive/4/1/store(0)|zap(c0);zap(0)"),
            of(ForkMutant.FORK_LOCK_KEPT, "fork-lock-kept", "CallsReturn", "fork/none/exclusive/4/1/fork|store(0)"));

    private static ForkHarm of(ForkMutant mutant, String id, String invariant, String script) {
        return new ForkHarm(mutant, id, invariant, ForkScript.parse(script).with(mutant));
    }

    /** {@return the harm of every mutant but {@link ForkMutant#NONE}, in their order} */
    public static ImmutableList<ForkHarm> all() {
        return HARMS;
    }
}
