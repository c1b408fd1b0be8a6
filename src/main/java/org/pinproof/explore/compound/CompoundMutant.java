package org.pinproof.explore.compound;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pinproof.explore.ScriptException;

/** The kernel code with one decision wrong, by the slug that the specification's mutant has as well. */
public enum CompoundMutant {
    /** The correct code. */
    NONE("none", CompoundParts::new),
    /** The undo takes back the reference and not the pin count. A mutation class. */
    UNDO_FORGETS_PINCOUNT("A04-undo-forgets-pincount", AccountingMutants.UndoForgetsPincount::new),
    /** The grab adds to the tail, the release finds the head (the seventh revision of the pin series). */
    GRAB_ON_TAIL("A06-grab-on-tail", WalkMutants.GrabOnTail::new),
    /** The mass subtraction has its put and not its get. A mutation class. */
    UNDO_UNBRACKETED("A08-undo-unbracketed", AccountingMutants.UndoUnbracketed::new),
    /** A release is counted when the page may be gone (fixed by 4509b42c3896). */
    STAT_AFTER_FREE("A11-stat-after-free", ReleaseMutants.StatAfterFree::new),
    /** Only the release knows the zero page. A mutation class. */
    ZERO_GRAB_COUNTS("A16-zero-page-pin-overflow", AccountingMutants.ZeroGrabCounts::new),
    /** Only the grab knows the zero page (vfio, until 5b992412776c). */
    ZERO_RELEASE_COUNTS("A16-zero-release-counts", AccountingMutants.ZeroReleaseCounts::new),
    /** The second addition comes behind the look at the entry. A mutation class. */
    PIN_SECOND_AFTER_RECHECK("A21-pin-second-step-after-recheck", WalkMutants.PinSecondAfterRecheck::new),
    /** A changed head is left without the undo (a revision of memfd_secret did so at its check). */
    HEAD_RECHECK_NO_UNDO("A25-head-recheck-no-undo", WalkMutants.HeadRecheckNoUndo::new),
    /** A changed entry is left without the undo. */
    RECHECK_NO_UNDO("A25-recheck-no-undo", WalkMutants.RecheckNoUndo::new),
    /** Nobody looks whether the page was split (fixed by c24d37322548). */
    SPLIT_HEAD_TRUSTED("D01-split-head-trusted", WalkMutants.SplitHeadTrusted::new),
    /** The speculative get is on the tail, from zero, and so is its undo (before 7aef4172c795, but for the zero). */
    TAIL_SPECULATIVE_GET("D02-tail-speculative-get", WalkMutants.TailSpeculativeGet::new),
    /** The page is asked for its pin count before it is held (fixed by c24d37322548). */
    ORDER_ASKED_EARLY("order-asked-early", WalkMutants.OrderAskedEarly::new),
    /** The pin count goes down when the page may be gone. A mutation class. */
    PINCOUNT_AFTER_REFCOUNT("pincount-after-refcount", ReleaseMutants.PincountAfterRefcount::new),
    /** A pin is counted before it is one. A mutation class. */
    STAT_BEFORE_REF("stat-before-ref", WalkMutants.StatBeforeRef::new),
    /** The splitter takes pins for what it expects. A mutation class. */
    SPLIT_FORGETS_PINS("split-forgets-pins", ReleaseMutants.SplitForgetsPins::new),
    /** The mass subtraction takes its own get with it. A mutation class. */
    MASS_SUB_ALONE("A08-mass-sub-alone", AccountingMutants.MassSubAlone::new),
    /** A leaf is grabbed as a whole, whatever was asked for. A mutation class. */
    WHOLE_LEAF("whole-leaf", TailMutants.WholeLeaf::new),
    /** The speculative get is on the tail, whose count is zero: it never succeeds (until 7aef4172c795). */
    TAIL_NEVER_FAST("D02-tail-never-fast", TailMutants.TailNeverFast::new),
    /** An entry is read in two halves, and looked at again in one (x86 with PAE, until 2008). */
    TORN_PTE_READ("D10-torn-pte-read", TailMutants.TornPteRead::new),
    /** A split that fails leaves the page's entries as they are, and its lock held. A mutation class. */
    SPLIT_NOT_REMAPPED("split-not-remapped", ReleaseMutants.SplitNotRemapped::new);

    private final String slug;
    private final Supplier<CompoundParts> parts;

    CompoundMutant(String slug, Supplier<CompoundParts> parts) {
        this.slug = slug;
        this.parts = parts;
    }

    /** {@return the name in scripts} */
    public String slug() {
        return slug;
    }

    CompoundParts parts() {
        return parts.get();
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static CompoundMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(CompoundMutant::slug).collect(Collectors.joining(", ")) + "."));
    }
}
