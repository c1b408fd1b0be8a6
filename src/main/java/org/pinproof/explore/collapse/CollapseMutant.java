package org.pinproof.explore.collapse;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum CollapseMutant {
    /** The correct code. */
    NONE("none", CollapseParts::new),
    /** Nobody waits for the walkers in the table (until 2ba99c5e0881). */
    COLLAPSE_FREES_TABLE("D06-collapse-frees-table", CollapseMutants.FreesTable::new),
    /** The counts are looked at while walkers still find the entries. A mutation class. */
    CHECK_BEFORE_CLEAR("D06-check-before-clear", CollapseMutants.CheckBeforeClear::new),
    /** The counts are not looked at. A mutation class. */
    REFS_UNCHECKED("D06-refs-unchecked", CollapseMutants.RefsUnchecked::new),
    /** The pmd is not read again above a pte (until 70cbc3cc78a9). */
    PMD_NOT_RECHECKED("D06-pmd-not-rechecked", WalkMutants.PmdNotRechecked::new),
    /** A shared table is given up under the walkers (CVE-2025-38085). */
    PMD_UNSHARE_WALKER("D07-pmd-unshare-walker", TableMutants.UnsharedAtOnce::new),
    /** A table is freed behind a flush that interrupts nobody (reported as mended by 9e52fc2b50de). */
    NO_IPI_FLUSH("D08-no-ipi-flush", TableMutants.FreedAtOnce::new),
    /** The walk goes on from the slot (d3f7b1bb2040). */
    FOLDED_LEVEL_REREAD("D09-folded-level-reread", WalkMutants.FromTheSlot::new),
    /** The huge page stays mapped while it is moved (until 2b4847e73004). */
    NUMA_MIGRATION_GUP("D11-thp-numa-migration-gup", CollapseMutants.StillMapped::new),
    /** A page that is moved is waited for without a reference (until 3c226c637b69). */
    WAIT_ON_FREED("D12-wait-on-freed", CollapseMutants.NoReference::new),
    /** A page that is moved can be found in the queue (until be9581ea8c05). */
    DEFERRED_SPLIT("D17-deferred-split-vs-migration", CollapseMutants.UnqueuedLater::new),
    /** The slow path reads the entry without the lock (fac35ba763ed). */
    LOOKUP_UNLOCKED("D26-hugetlb-lookup-unlocked", CollapseMutants.FollowsUnlocked::new),
    /** The undo of a pin puts a single reference (revisions of the pin series). */
    UNDO_PUT_AFTER_PIN("A05-undo-put-after-pin", WalkMutants.PutsOne::new),
    /** The undo subtracts and does not look for zero. A mutation class. */
    MASS_SUB_NO_TESTZERO("A08-mass-sub-no-testzero", WalkMutants.SubtractsOnly::new),
    /** An addition that does not look for zero. */
    GRAB_FROM_ZERO("A18-grab-from-zero", WalkMutants.GrabFromZero::new),
    /** The entry is not read again. A mutation class. */
    NO_RECHECK("A19-no-recheck", WalkMutants.NoRecheck::new),
    /** A walk that has got nothing leaves its section open. A mutation class. */
    SECTION_LEFT_OPEN("section-left-open", WalkMutants.LeftOpen::new);

    private final String slug;
    private final Supplier<CollapseParts> parts;

    CollapseMutant(String slug, Supplier<CollapseParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts, and in {@code spec/README.md}} */
    public String slug() {
        return slug;
    }

    CollapseParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static CollapseMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(CollapseMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
