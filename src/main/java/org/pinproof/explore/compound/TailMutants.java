package org.pinproof.explore.compound;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/** Walks that look at the wrong page: a tail instead of its head, one that no entry ever named, or more than was asked for. */
final class TailMutants {
    private TailMutants() {}

    @Plants("D02-tail-never-fast")
    static final class TailNeverFast extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new FastGup(memory, world.frames(), world.mm(), allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    boolean pin = FollFlag.isPin(flags);
                    int head = readHead(page);
                    if (memory.getIntOpaque(FastReadCount, world.frames().refcount(head)) < 0
                            || !memory.addIntUnlessZero(
                                    FastGrab, world.frames().refcount(page), grabWeight(refs, pin))) {
                        return false;
                    }
                    // From here on the page is its own head.
                    int order = pin ? accounting.complete(page, refs) : 0;
                    if (isEntryUnchanged(slot, entry)) {
                        return true;
                    }
                    undo(page, refs, pin, order);
                    return false;
                }
            };
        }
    }

    @Plants("whole-leaf")
    static final class WholeLeaf extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new FastGup(memory, world.frames(), world.mm(), allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    int all = Pte.isLeaf(entry) ? world.mm().pages() : refs;
                    return super.grabAndRecheck(slot, entry, page, all, flags);
                }
            };
        }
    }

    @Plants("D10-torn-pte-read")
    static final class TornPteRead extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new FastGup(memory, world.frames(), world.mm(), allocator, accounting) {
                @Override
                protected boolean walkPte(int vpn, int flags, int[] pages, int index) {
                    int slot = world.mm().pte(vpn);
                    long low = memory.getLongOpaque(FastReadPte, slot);
                    if (!Pte.isPresent(low) || Pte.isSpecial(low) || !isPermitted(low, flags)) {
                        return false;
                    }
                    int page = Pte.pfn(memory.getLongOpaque(FastReadPte, slot));
                    if (!grabAndRecheck(slot, low, page, 1, flags)) {
                        return false;
                    }
                    pages[index] = page;
                    memory.local(FastRecord, page);
                    return true;
                }

                @Override
                protected boolean isEntryUnchanged(int slot, long entry) {
                    // The mutation, again: only the half with the flags.
                    long now = memory.getLongVolatile(FastRecheck, slot);
                    return Pte.isPresent(now) && Pte.isWritable(now) == Pte.isWritable(entry);
                }
            };
        }
    }
}
