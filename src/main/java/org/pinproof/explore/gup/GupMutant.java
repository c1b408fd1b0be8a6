package org.pinproof.explore.gup;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Refcount;

/**
 * The fast path with one decision wrong. The slugs are those of the specification's mutants, so that a bug found in one can
 * be looked for in the other.
 */
public enum GupMutant {
    /** The correct walker. */
    NONE("none", FastGup::new),
    /** The entry is not read again after the grab (the shape of 2b4847e73004). */
    NO_RECHECK("no-recheck", NoRecheck::new),
    /** The entry is read again, but before the grab. A mutation class. */
    RECHECK_BEFORE_GRAB("recheck-before-grab", RecheckBeforeGrab::new),
    /** The head is not read again after the grab (fixed by c24d37322548). */
    NO_HEAD_RECHECK("no-head-recheck", NoHeadRecheck::new),
    /** The grab adds without the test for zero. A mutation class. */
    GRAB_FROM_ZERO("grab-from-zero", GrabFromZero::new),
    /** A huge page is pinned with one bias for all its pages (the pin series before its sixth revision). */
    ONE_BIAS_PER_HUGE("one-bias-per-huge", OneBiasPerHuge::new),
    /** The undo takes back pages where it had added biases (the pin series before its seventh revision). */
    UNDO_UNSCALED("undo-unscaled", UndoUnscaled::new),
    /** The undo is {@code put_page} whatever was added (in linux-next until March 2020). */
    UNDO_PUT_AFTER_PIN("undo-put-after-pin", UndoPutAfterPin::new),
    /** The undo subtracts and does not test for zero. A mutation class. */
    MASS_SUB_NO_TESTZERO("mass-sub-no-testzero", MassSubNoTestzero::new),
    /** A check that fails after the grab leaves without undoing it (a revision of memfd_secret). */
    LATE_CHECK_NO_UNDO("late-check-no-undo", LateCheckNoUndo::new);

    /** Makes the walker of a kernel. */
    @FunctionalInterface
    interface Walker {
        FastGup over(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator);
    }

    private final String slug;
    private final Walker walker;

    GupMutant(String slug, Walker walker) {
        this.slug = slug;
        this.walker = walker;
    }

    /** {@return the name in scripts and in the manifest} */
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
        return walker.over(memory, frames, mm, allocator);
    }

    private static final class NoRecheck extends FastGup {
        NoRecheck(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean isEntryUnchanged(int slot, long entry) {
            return true;
        }
    }

    private static final class RecheckBeforeGrab extends FastGup {
        RecheckBeforeGrab(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, boolean pin) {
            int head = readHead(page);
            if (!isEntryUnchanged(slot, entry) || !tryGrab(head, refs, pin)) {
                return false;
            }
            if (!isHeadUnchanged(page, head)) {
                undo(head, refs, pin);
                return false;
            }
            return true;
        }
    }

    private static final class NoHeadRecheck extends FastGup {
        NoHeadRecheck(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean isHeadUnchanged(int page, int head) {
            return true;
        }
    }

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

    private static final class OneBiasPerHuge extends FastGup {
        OneBiasPerHuge(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int grabWeight(int refs, boolean pin) {
            return pin ? Refcount.GUP_PIN_COUNTING_BIAS : refs;
        }

        @Override
        protected int undoWeight(int refs, boolean pin) {
            return grabWeight(refs, pin);
        }
    }

    private static final class UndoUnscaled extends FastGup {
        UndoUnscaled(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int undoWeight(int refs, boolean pin) {
            return refs;
        }
    }

    private static final class UndoPutAfterPin extends FastGup {
        UndoPutAfterPin(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected int undoWeight(int refs, boolean pin) {
            return 1;
        }
    }

    private static final class MassSubNoTestzero extends FastGup {
        MassSubNoTestzero(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected void freeAtZero(int head) {
            // The mutation: nobody frees the page.
        }
    }

    private static final class LateCheckNoUndo extends FastGup {
        LateCheckNoUndo(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected void undo(int head, int refs, boolean pin) {
            // The mutation: the reference stays.
        }
    }
}
