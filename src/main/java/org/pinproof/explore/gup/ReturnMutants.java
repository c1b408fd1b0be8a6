package org.pinproof.explore.gup;

import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.WbMkcleanClear;
import static org.pinproof.kernel.mm.KernelStep.WbPinTest;
import static org.pinproof.kernel.mm.KernelStep.ZapFlush;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.ZapPte;
import org.pinproof.kernel.writeback.PageMkclean;

/** Calls that return what they do not have, or do not return, or leave others waiting. */
final class ReturnMutants {
    private ReturnMutants() {}

    @Plants("A09-nr-increment-early")
    static final class NrIncrementEarly extends FastGup {
        NrIncrementEarly(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
            boolean pin = FollFlag.isPin(flags);
            int head = readHead(page);
            if (!tryGrab(head, refs, pin)) {
                return true;
            }
            if (isHeadUnchanged(page, head) && isEntryUnchanged(slot, entry)) {
                return true;
            }
            undo(head, refs, pin, 0);
            return false;
        }
    }

    @Plants("A09-nr-without-page")
    static final class NrWithoutPage extends FastGup {
        private final Memory memory;
        private final AddressSpace mm;

        NrWithoutPage(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
            this.memory = memory;
            this.mm = mm;
        }

        @Override
        protected boolean walkPte(int vpn, int flags, int[] pages, int index) {
            int slot = mm.pte(vpn);
            long pte = memory.getLongOpaque(FastReadPte, slot);
            if (!Pte.isPresent(pte) || !isPermitted(pte, flags)) {
                return false;
            }
            int head = readHead(Pte.pfn(pte));
            if (!tryGrab(head, 1, FollFlag.isPin(flags))) {
                return true;
            }
            return isHeadUnchanged(Pte.pfn(pte), head) && isEntryUnchanged(slot, pte)
                    ? recorded(Pte.pfn(pte), pages, index)
                    : takenBack(head, flags);
        }

        private boolean recorded(int page, int[] pages, int index) {
            pages[index] = page;
            memory.local(FastRecord, page);
            return true;
        }

        private boolean takenBack(int head, int flags) {
            undo(head, 1, FollFlag.isPin(flags), 0);
            return false;
        }
    }

    @Plants("whole-leaf")
    static final class WholeLeaf extends FastGup {
        private final AddressSpace mm;

        WholeLeaf(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
            this.mm = mm;
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
            return super.grabAndRecheck(slot, entry, page, Pte.isLeaf(entry) ? mm.pages() : refs, flags);
        }
    }

    @Plants("retry-forever")
    static final class RetryForever extends FastGup {
        RetryForever(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            super(memory, frames, mm, allocator);
        }

        @Override
        protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
            boolean pin = FollFlag.isPin(flags);
            int head = readHead(page);
            boolean grabbed = false;
            while (!grabbed) {
                grabbed = tryGrab(head, refs, pin);
            }
            if (isHeadUnchanged(page, head) && isEntryUnchanged(slot, entry)) {
                return true;
            }
            undo(head, refs, pin, 0);
            return false;
        }
    }

    @Plants("ask-without-clear")
    static final class AskWithoutClear extends GupParts {
        @Override
        PageMkclean mkclean(Memory memory, FrameTable frames, AddressSpace mm) {
            return new PageMkclean(memory, frames, mm) {
                @Override
                public Answer cleanAndQuery(int vpn) {
                    long entry = memory.lock(WbMkcleanClear, mm.ptl(), ptl -> {
                        long now = ptl.getLongOpaque(mm.entry(ptl, vpn));
                        return Pte.isPresent(now) && Pte.isWritable(now) ? now : Pte.NONE;
                    });
                    if (entry == Pte.NONE) {
                        return Answer.NOTHING_TO_CLEAN;
                    }
                    int page = AddressSpace.page(entry, vpn);
                    return memory.unlock(WbPinTest, mm.ptl(), ptl -> pageDmaPinned(ptl, page)) != 0
                            ? Answer.MAYBE_PINNED
                            : Answer.NOT_PINNED;
                }
            };
        }
    }

    @Plants("lock-kept")
    static final class LockKept extends GupParts {
        @Override
        ZapPte zap(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
            return new ZapPte(memory, frames, mm, allocator) {
                @Override
                protected int flush(int page) {
                    return memory.getIntOpaque(ZapFlush, frames.compoundHead(page));
                }
            };
        }
    }
}
