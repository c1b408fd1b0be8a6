package org.pinproof.explore.collapse;

import com.google.common.collect.ImmutableList;

/**
 * What a mutant is bad for: a short script in which it breaks a property that the explorer checks by itself.
 *
 * @param id with which the slugs of the specification's mutants of the same kind begin
 * @param invariant what is broken soonest: the first word of the violation
 * @param script of this mutant; the correct code breaks nothing in it
 */
public record CollapseHarm(CollapseMutant mutant, String id, String invariant, CollapseScript script) {
    private static final String TABLE = "PageTableLifetime";
    private static final String COHERENT = "PinCoherency";
    private static final String FREED = "UseAfterFree";

    private static final ImmutableList<CollapseHarm> HARMS = ImmutableList.of(
            of(CollapseMutant.COLLAPSE_FREES_TABLE, "D06", TABLE, "collapse/sync-freed/table/1/pin(0)|collapse"),
            of(CollapseMutant.CHECK_BEFORE_CLEAR, "D06", COHERENT, "collapse/sync/table/1/pin(0)|collapse"),
            of(CollapseMutant.REFS_UNCHECKED, "D06", COHERENT, "collapse/sync/table/1/pin(0)|collapse"),
            of(CollapseMutant.PMD_NOT_RECHECKED, "D06", COHERENT, "collapse/late/table/1/pin(0)|collapse"),
            of(CollapseMutant.PMD_UNSHARE_WALKER, "D07", TABLE, "collapse/sync/shared/1/pin(0)|unshare;reuse-table"),
            of(CollapseMutant.NO_IPI_FLUSH, "D08", TABLE, "collapse/sync/table/1/pin(0)|unmap;reuse-table"),
            of(CollapseMutant.FOLDED_LEVEL_REREAD, "D09", TABLE, "collapse/late/table/1/pin(0)|collapse"),
            of(CollapseMutant.NUMA_MIGRATION_GUP, "D11", COHERENT, "collapse/sync/leaf/1/pin(0)|migrate"),
            of(CollapseMutant.WAIT_ON_FREED, "D12", FREED, "collapse/sync/leaf/1/pin-slow(0)|migrate"),
            of(CollapseMutant.DEFERRED_SPLIT, "D17", FREED, "collapse/sync/leaf/1/scan|migrate"),
            of(CollapseMutant.LOOKUP_UNLOCKED, "D26", "NoFreeWhileHeld", "collapse/sync/leaf/1/pin-slow(0)|unmap"),
            of(CollapseMutant.UNDO_PUT_AFTER_PIN, "A05", "RefcountConservation", "collapse/sync/table/1/pin(0)|unmap"),
            of(CollapseMutant.MASS_SUB_NO_TESTZERO, "A08", "NoLeak", "collapse/sync/leaf/1/pin(0)|unmap"),
            of(CollapseMutant.GRAB_FROM_ZERO, "A18", "NoFreeWhileHeld", "collapse/sync/leaf/1/pin(0)|unmap"),
            of(CollapseMutant.NO_RECHECK, "A19", COHERENT, "collapse/sync/leaf/1/pin(0)|migrate"),
            of(
                    CollapseMutant.SECTION_LEFT_OPEN,
                    "section-left-open",
                    "CallsReturn",
                    "collapse/sync/table/1/pin(0)|collapse"));

    private static CollapseHarm of(CollapseMutant mutant, String id, String invariant, String script) {
        return new CollapseHarm(
                mutant, id, invariant, CollapseScript.parse(script).with(mutant));
    }

    /** {@return the harm of every mutant but {@link CollapseMutant#NONE}, in their order} */
    public static ImmutableList<CollapseHarm> all() {
        return HARMS;
    }
}
