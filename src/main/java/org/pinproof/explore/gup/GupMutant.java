package org.pinproof.explore.gup;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pinproof.explore.Plants;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Refcount;

/** The fast path with one decision wrong; each has the {@link #slug} by which the specification's mutant goes as well. */
public enum GupMutant {
    /** The correct walker. */
    NONE("none", FastGup::new),
    /** The entry is not read again after the grab (the huge-page form was fixed by 2b4847e73004). */
    NO_RECHECK("A19-no-recheck", NoRecheck::new),
    /** The entry is read again, but before the grab. A mutation class. */
    RECHECK_BEFORE_GRAB("A20-recheck-before-grab", RecheckBeforeGrab::new),
    /** The head is not read again after the grab (fixed by c24d37322548). */
    HEAD_RECHECK_MISSING("D01-head-recheck-missing", HeadRecheckMissing::new),
    /** The grab adds without the test for zero (KVM did this until f8be156be163). */
    GRAB_FROM_ZERO("A18-grab-from-zero", GrabFromZero::new),
    /** A huge page is pinned with one bias for all its pages (the pin series before its sixth revision). */
    ONE_BIAS_PER_HUGE("A03-one-bias-per-huge", OneBiasPerHuge::new),
    /** The undo takes back pages where it had added biases (the pin series before its seventh revision). */
    UNDO_UNSCALED("A04-undo-unscaled", UndoUnscaled::new),
    /** The undo is {@code put_page} whatever was added (in linux-next until March 2020). */
    UNDO_PUT_AFTER_PIN("A05-undo-put-after-pin", UndoPutAfterPin::new),
    /** The undo subtracts and does not test for zero. A mutation class. */
    MASS_SUB_NO_TESTZERO("A08-mass-sub-no-testzero", MassSubNoTestzero::new),
    /** A check that fails after the grab leaves without undoing it (a revision of memfd_secret). */
    LATE_CHECK_NO_UNDO("A25-late-check-no-undo", LateCheckNoUndo::new),
    /** The undo takes back from the page what was added to its head (the seventh revision of the pin series). */
    LOST_COMPOUND_HEAD("A06-lost-compound-head", LostCompoundHead::new),
    /** The undo is the mass subtraction's put without its get. A mutation class. */
    SUB_THEN_PUT("A08-sub-then-put", SubThenPut::new),
    /** A page is handed out although its grab was refused. A mutation class. */
    NR_INCREMENT_EARLY("A09-nr-increment-early", ReturnMutants.NrIncrementEarly::new),
    /** The same, and the array is not even written. A mutation class. */
    NR_WITHOUT_PAGE("A09-nr-without-page", ReturnMutants.NrWithoutPage::new),
    /** The grab covers a whole huge page, whatever was asked for. A mutation class. */
    WHOLE_LEAF("whole-leaf", ReturnMutants.WholeLeaf::new),
    /** A refused grab is tried again. A mutation class. */
    RETRY_FOREVER("retry-forever", ReturnMutants.RetryForever::new),
    /** The checker asks of an entry that it has left as it was. A mutation class. */
    ASK_WITHOUT_CLEAR("ask-without-clear", new ReturnMutants.AskWithoutClear()),
    /** The remover forgets to drop the page-table lock. A mutation class. */
    LOCK_KEPT("lock-kept", new ReturnMutants.LockKept());

    /** Makes the walker of a kernel. */
    @FunctionalInterface
    interface Walker {
        FastGup over(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator);
    }

    private final String slug;
    private final GupParts parts;

    GupMutant(String slug, GupParts parts) {
        this.slug = slug;
        this.parts = parts;
    }

    GupMutant(String slug, Walker walker) {
        this(slug, new GupParts() {
            @Override
            FastGup walker(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
                return walker.over(memory, frames, mm, allocator);
            }
        });
    }

    GupParts parts() {
        return parts;
    }

    /** {@return the name in scripts} */
    public String slug() {
        return slug;
    }

    /**
     * {@return the mutant of this slug}
     *
     * @throws ScriptException if there is none
     */
    public static GupMutant named(String slug) {
        return Arrays.stream(values())
                .filter(mutant -> mutant.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new ScriptException("unknown mutant \"" + slug + "\". Mutants are "
                        + Arrays.stream(values()).map(GupMutant::slug).collect(Collectors.joining(", ")) + "."));
    }

    /** {@return this walker over that address space} */
    public FastGup walker(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
        return parts.walker(memory, frames, mm, allocator);
    }

    @Plants("A19-no-recheck")
    private static final class NoRecheck extends FastGup {
        NoRecheck(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean isEntryUnchanged(int slot, long entry) {
            return true;
        }
    }

    @Plants("A20-recheck-before-grab")
    private static final class RecheckBeforeGrab extends FastGup {
        RecheckBeforeGrab(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
            boolean pin = FollFlag.isPin(flags);
            int head = readHead(page);
            if (!isEntryUnchanged(slot, entry) || !tryGrab(head, refs, pin)) {
                return false;
            }
            if (!isHeadUnchanged(page, head)) {
                undo(head, refs, pin, 0);
                return false;
            }
            return true;
        }
    }

    @Plants("D01-head-recheck-missing")
    private static final class HeadRecheckMissing extends FastGup {
        HeadRecheckMissing(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean isHeadUnchanged(int page, int head) {
            return true;
        }
    }

    @Plants("A18-grab-from-zero")
    private static final class GrabFromZero extends FastGup {
        GrabFromZero(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grab(Memory memory, int refcount, int weight) {
            memory.getAndAddInt(FastGrab, refcount, weight);
            return true;
        }
    }

    @Plants("A03-one-bias-per-huge")
    private static final class OneBiasPerHuge extends FastGup {
        OneBiasPerHuge(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int grabWeight(int refs, boolean pin) {
            return pin ? Refcount.GUP_PIN_COUNTING_BIAS : refs;
        }

        @Override
        protected int undoWeight(int refs, boolean pin, int order) {
            return grabWeight(refs, pin);
        }
    }

    @Plants("A04-undo-unscaled")
    private static final class UndoUnscaled extends FastGup {
        UndoUnscaled(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int undoWeight(int refs, boolean pin, int order) {
            return refs;
        }
    }

    @Plants("A05-undo-put-after-pin")
    private static final class UndoPutAfterPin extends FastGup {
        UndoPutAfterPin(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int undoWeight(int refs, boolean pin, int order) {
            return 1;
        }
    }

    @Plants("A08-mass-sub-no-testzero")
    private static final class MassSubNoTestzero extends FastGup {
        MassSubNoTestzero(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected void freeAtZero(int head) {
            // The mutation: nobody frees the page.
        }
    }

    @Plants("A25-late-check-no-undo")
    private static final class LateCheckNoUndo extends FastGup {
        LateCheckNoUndo(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected void undo(int head, int refs, boolean pin, int order) {
            // The mutation: the reference stays.
        }
    }

    @Plants("A06-lost-compound-head")
    private static final class LostCompoundHead extends FastGup {
        LostCompoundHead(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
            boolean pin = FollFlag.isPin(flags);
            int head = readHead(page);
            if (!tryGrab(head, refs, pin)) {
                return false;
            }
            if (isHeadUnchanged(page, head) && isEntryUnchanged(slot, entry)) {
                return true;
            }
            undo(page, refs, pin, 0);
            return false;
        }
    }

    @Plants("A08-sub-then-put")
    private static final class SubThenPut extends FastGup {
        SubThenPut(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int undoWeight(int refs, boolean pin, int order) {
            return super.undoWeight(refs, pin, order) + 1;
        }
    }
}
