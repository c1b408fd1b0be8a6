package org.pinproof.explore.longterm;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum LongtermMutant {
    /** The correct code. */
    NONE("none", LongtermParts::new),
    /** The fast path looks for FS-DAX only (until df3a0a21b698). */
    FAST_CMA("D18-longterm-fast-cma", LongtermWalkMutants.FastCma::new),
    /** The slow path refuses what it should move (57edfcfd3419, fixed by f442fa614137). */
    SLOW_USES_FAST_GRAB("D19-longterm-slow-uses-fast-grab", LongtermMutants.SlowUsesFastGrab::new),
    /** Batches are not drained (until 98c6d259319e). */
    BATCH_REF("D21-longterm-batch-ref", LongtermMutants.BatchRef::new),
    /** A page that cannot be moved is pinned where it lies (until 5.13). */
    SOFT_CMA("D22-longterm-soft-cma", LongtermMutants.SoftCma::new),
    /** A call that fails releases its pages twice. A mutation class. */
    DOUBLE_UNPIN_ON_FAIL("A23-double-unpin-on-fail", LongtermMutants.DoubleUnpinOnFail::new),
    /** The placement test goes without taking the grab back (a revision of memfd_secret had it of its own test). */
    LATE_PLACEMENT_NO_UNDO("A25-late-placement-no-undo", LongtermWalkMutants.LatePlacementNoUndo::new),
    /** The page goes, whoever holds it. A mutation class. */
    MIGRATE_UNFROZEN("migrate-unfrozen", LongtermMutants.MigrateUnfrozen::new),
    /** A page that was not moved keeps its migration entry. A mutation class. */
    MIGRATE_PTE_LOST("migrate-pte-lost", LongtermMutants.MigratePteLost::new),
    /** The owner's reference is not expected: no page ever freezes. A mutation class. */
    CACHE_REF_FORGOTTEN("migrate-cache-ref-forgotten", LongtermMutants.CacheRefForgotten::new),
    /** Only a put wakes who waits for an idle page. A mutation class. */
    DAX_WAKE_MISSED("dax-wake-missed", LongtermMutants.DaxWakeMissed::new),
    /** Truncation does not wait (until 5fac7408d828). */
    DAX_FREED_BUSY("dax-freed-busy", LongtermMutants.DaxFreedBusy::new),
    /** FS-DAX is pinned for long without a lease (until 2bb6d2837083). */
    DAX_UNCHECKED("dax-unchecked", LongtermMutants.DaxUnchecked::new),
    /** The undo subtracts and does not look for zero. A mutation class. */
    MASS_SUB_NO_TESTZERO("A08-mass-sub-no-testzero", LongtermWalkMutants.MassSubNoTestzero::new),
    /** The grab adds without the test for zero. */
    GRAB_FROM_ZERO("A18-grab-from-zero", LongtermWalkMutants.GrabFromZero::new),
    /** The entry is not read again after the grab. A mutation class here. */
    NO_RECHECK("A19-no-recheck", LongtermWalkMutants.NoRecheck::new),
    /** A driver unpins what it has taken by get (v2 of the pin series, in on-demand paging). */
    ODP_MISMATCH("A22-odp-mismatch", LongtermMutants.OdpMismatch::new),
    /** A page that is not on an LRU list is not looked at for being secret (CVE-2024-35872, fixed by 65291dcfcf89). */
    SECRETMEM_FAST("D15-secretmem-fast", LongtermWalkMutants.SecretmemFast::new),
    /** A walk that takes its grab back keeps the pagemap (reverted by 6dd29b3df975). */
    PGMAP_REF_IMBALANCE("D16-pgmap-ref-imbalance", LongtermWalkMutants.PgmapRefImbalance::new),
    /** An allocation does not drain the batches of a page that it cannot have. A mutation class. */
    ALLOC_NOT_DRAINED("alloc-not-drained", LongtermMutants.AllocNotDrained::new),
    /** An undo does not wake who waits for an idle page. A mutation class. */
    DAX_UNDO_SILENT("dax-undo-silent", LongtermWalkMutants.DaxUndoSilent::new),
    /** A mixture is judged by its last page. A mutation class. */
    LAST_PAGE_DECIDES("last-page-decides", LongtermMutants.LastPageDecides::new),
    /** A page that was not moved comes back as an entry of another kind. A mutation class. */
    MIGRATE_WRONG_ENTRY("migrate-wrong-entry", LongtermMutants.MigrateWrongEntry::new);

    private final String slug;
    private final Supplier<LongtermParts> parts;

    LongtermMutant(String slug, Supplier<LongtermParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts, and in {@code spec/README.md}} */
    public String slug() {
        return slug;
    }

    LongtermParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static LongtermMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(LongtermMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
