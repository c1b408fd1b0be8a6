package org.pinproof.explore.longterm;

import com.google.common.collect.ImmutableList;

/**
 * What a mutant is bad for: a short script in which it breaks a property that the explorer checks by itself.
 *
 * @param id with which the slugs of the specification's mutants of the same kind begin
 * @param invariant what is broken soonest: the first word of the violation
 * @param script of this mutant; the correct code breaks nothing in it
 */
public record LongtermHarm(LongtermMutant mutant, String id, String invariant, LongtermScript script) {
    private static final ImmutableList<LongtermHarm> HARMS = ImmutableList.of(
            of(LongtermMutant.FAST_CMA, "D18", "LongtermPlacement", "lt/hard-drain-wait/all/cma/pin-longterm(0,1)"),
            of(
                    LongtermMutant.SLOW_USES_FAST_GRAB,
                    "D19",
                    "LongtermProgress",
                    "lt/hard-drain-wait/all/cma/pin-longterm(0,1)"),
            of(LongtermMutant.BATCH_REF, "D21", "LongtermProgress", "lt/hard-drain/all/cma-batched/pin-longterm(0,1)"),
            of(LongtermMutant.SOFT_CMA, "D22", "LongtermPlacement", "lt/hard-drain/all/cma/pin-slow(0,1)|get(0,1)"),
            of(
                    LongtermMutant.DOUBLE_UNPIN_ON_FAIL,
                    "A23",
                    "RefcountConservation",
                    "lt/hard-drain/all/cma/pin-slow(0,1)|get(0,1)"),
            of(
                    LongtermMutant.LATE_PLACEMENT_NO_UNDO,
                    "A25",
                    "RefcountConservation",
                    "lt/hard/all/fsdax/pin-longterm(0,1)"),
            of(
                    LongtermMutant.MIGRATE_UNFROZEN,
                    "migrate-unfrozen",
                    "NoFalseNegative",
                    "lt/hard-drain/all/cma/pin(0,1)|alloc(0)"),
            of(
                    LongtermMutant.MIGRATE_PTE_LOST,
                    "migrate-pte-lost",
                    "PteOrMigration",
                    "lt/hard-drain/all/cma/pin(0,1)|alloc(0)"),
            of(
                    LongtermMutant.CACHE_REF_FORGOTTEN,
                    "migrate-cache-ref-forgotten",
                    "LongtermProgress",
                    "lt/hard-drain/all/cma/pin-slow(0,1)"),
            of(
                    LongtermMutant.DAX_WAKE_MISSED,
                    "dax-wake-missed",
                    "DaxIdleWake",
                    "lt/hard/all/fsdax/pin(0,1);unpin(0)|truncate(0)"),
            of(
                    LongtermMutant.DAX_FREED_BUSY,
                    "dax-freed-busy",
                    "DaxBlocksNotReused",
                    "lt/hard/all/fsdax/pin(0,1);unpin(0)|truncate(0)"),
            of(
                    LongtermMutant.DAX_UNCHECKED,
                    "dax-unchecked",
                    "LongtermPlacement",
                    "lt/hard/all/fsdax/pin-longterm(0,1)"));

    private static LongtermHarm of(LongtermMutant mutant, String id, String invariant, String script) {
        return new LongtermHarm(
                mutant, id, invariant, LongtermScript.parse(script).with(mutant));
    }

    /** {@return the harm of every mutant but {@link LongtermMutant#NONE}, in their order} */
    public static ImmutableList<LongtermHarm> all() {
        return HARMS;
    }
}
