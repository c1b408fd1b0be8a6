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
            of(LongtermMutant.FAST_CMA, "LongtermPlacement", "lt/hard-drain-wait/all/cma/pin-longterm(0,1)"),
            of(LongtermMutant.SLOW_USES_FAST_GRAB, "LongtermProgress", "lt/hard-drain-wait/all/cma/pin-longterm(0,1)"),
            of(LongtermMutant.BATCH_REF, "LongtermProgress", "lt/hard-drain/all/cma-batched/pin-longterm(0,1)"),
            of(LongtermMutant.SOFT_CMA, "LongtermPlacement", "lt/hard-drain/all/cma/pin-slow(0,1)|get(0,1)"),
            of(
                    LongtermMutant.DOUBLE_UNPIN_ON_FAIL,
                    "RefcountConservation",
                    "lt/hard-drain/all/cma/pin-slow(0,1)|get(0,1)"),
            of(LongtermMutant.LATE_PLACEMENT_NO_UNDO, "RefcountConservation", "lt/hard/all/fsdax/pin-longterm(0,1)"),
            of(LongtermMutant.MIGRATE_UNFROZEN, "NoFalseNegative", "lt/hard-drain/all/cma/pin(0,1)|alloc(0)"),
            of(LongtermMutant.MIGRATE_PTE_LOST, "PteOrMigration", "lt/hard-drain/all/cma/pin(0,1)|alloc(0)"),
            of(LongtermMutant.CACHE_REF_FORGOTTEN, "LongtermProgress", "lt/hard-drain/all/cma/pin-slow(0,1)"),
            of(LongtermMutant.DAX_WAKE_MISSED, "DaxIdleWake", "lt/hard/all/fsdax/pin(0,1);unpin(0)|truncate(0)"),
            of(LongtermMutant.DAX_FREED_BUSY, "DaxBlocksNotReused", "lt/hard/all/fsdax/pin(0,1);unpin(0)|truncate(0)"),
            of(LongtermMutant.DAX_UNCHECKED, "LongtermPlacement", "lt/hard/all/fsdax/pin-longterm(0,1)"),
            of(LongtermMutant.MASS_SUB_NO_TESTZERO, "NoLeak", "lt/hard-drain-wait/all/cma/get(0,1)|alloc(0)"),
            of(LongtermMutant.GRAB_FROM_ZERO, "NoFreeWhileHeld", "lt/hard-drain-wait/all/cma/get(0,1)|alloc(0)"),
            of(
                    LongtermMutant.NO_RECHECK,
                    "PinCoherency",
                    "lt/hard-drain-wait/all/cma/pin(0,1);unpin(0);unpin(1)|alloc(0)"),
            of(
                    LongtermMutant.ODP_MISMATCH,
                    "NoFalseNegative",
                    "lt/hard-drain-wait/all/cma/get(0,1);pin(0,1);put(0);unpin(0)"),
            of(LongtermMutant.SECRETMEM_FAST, "SecretKept", "lt/hard-drain-wait/all/secret-batched/pin(0,1)|"),
            of(
                    LongtermMutant.PGMAP_REF_IMBALANCE,
                    "PgmapBalanced",
                    "lt/hard-drain-wait/all/devdax/pin-longterm(0,1);unpin(0)|unplug|"),
            of(
                    LongtermMutant.ALLOC_NOT_DRAINED,
                    "AllocatorProgress",
                    "lt/hard-wait/all/cma-batched/pin-slow(0,1);unpin(1)|alloc(0)"),
            of(LongtermMutant.DAX_UNDO_SILENT, "DaxIdleWake", "lt/hard/all/fsdax/pin-longterm(0,1)|truncate(0)"),
            of(
                    LongtermMutant.LAST_PAGE_DECIDES,
                    "LongtermPlacement",
                    "lt/hard-drain-wait/all/cma+normal/pin-slow(0,2)"),
            of(
                    LongtermMutant.MIGRATE_WRONG_ENTRY,
                    "TypeOK",
                    "lt/hard-drain/all/cma/pin(0,1);unpin(0);unpin(1)|alloc(0)"));

    private static LongtermHarm of(LongtermMutant mutant, String invariant, String script) {
        return new LongtermHarm(
                mutant,
                id(mutant.slug()),
                invariant,
                LongtermScript.parse(script).with(mutant));
    }

    private static String id(String slug) {
        return Character.isUpperCase(slug.charAt(0)) ? slug.substring(0, 3) : slug;
    }

    /** {@return the harm of every mutant but {@link LongtermMutant#NONE}, in their order} */
    public static ImmutableList<LongtermHarm> all() {
        return HARMS;
    }
}
