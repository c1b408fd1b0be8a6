package org.pinproof.explore.compound;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastStat;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.ExactAccounting;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** Walks with one decision wrong. */
final class WalkMutants {
    private WalkMutants() {}

    /** A walk that knows its parts. */
    private static class Walk extends FastGup {
        final Memory memory;
        final CompoundWorld world;
        final PinAccounting accounting;

        Walk(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            super(memory, world.frames(), world.mm(), allocator, accounting);
            this.memory = memory;
            this.world = world;
            this.accounting = accounting;
        }
    }

    @Plants("A06-grab-on-tail")
    static final class GrabOnTail extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    boolean pin = FollFlag.isPin(flags);
                    int head = readHead(page);
                    memory.getIntOpaque(FastReadCount, world.frames().refcount(head));
                    memory.getAndAddInt(FastGrab, world.frames().refcount(page), grabWeight(refs, pin));
                    int order = pin ? accounting.complete(head, refs) : 0;
                    if (isEntryUnchanged(slot, entry)) {
                        return true;
                    }
                    undo(head, refs, pin, order);
                    return false;
                }
            };
        }
    }

    @Plants("D02-tail-speculative-get")
    static final class TailSpeculativeGet extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    int weight = grabWeight(refs, FollFlag.isPin(flags));
                    int tail = world.frames().refcount(page);
                    memory.getAndAddInt(FastGrab, tail, weight);
                    if (isEntryUnchanged(slot, entry)) {
                        return true;
                    }
                    if (memory.getAndAddInt(FastUndo, tail, -weight) == weight) {
                        freeAtZero(page);
                    }
                    return false;
                }
            };
        }
    }

    @Plants("A21-pin-second-step-after-recheck")
    static final class PinSecondAfterRecheck extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    boolean pin = FollFlag.isPin(flags);
                    int head = readHead(page);
                    if (!tryGrab(head, refs, pin)) {
                        return false;
                    }
                    if (!isHeadUnchanged(page, head) || !isEntryUnchanged(slot, entry)) {
                        undo(head, refs, pin, PinAccounting.UNASKED);
                        return false;
                    }
                    if (pin) {
                        accounting.complete(head, refs);
                    }
                    return true;
                }
            };
        }
    }

    @Plants("A25-head-recheck-no-undo")
    static final class HeadRecheckNoUndo extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected void undo(int head, int refs, boolean pin, int order) {
                    if (order != UNASKED) {
                        super.undo(head, refs, pin, order);
                    }
                }
            };
        }
    }

    @Plants("A25-recheck-no-undo")
    static final class RecheckNoUndo extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected void undo(int head, int refs, boolean pin, int order) {
                    if (order == UNASKED) {
                        super.undo(head, refs, pin, order);
                    }
                }
            };
        }
    }

    private static final int UNASKED = PinAccounting.UNASKED;

    @Plants("D01-split-head-trusted")
    static final class SplitHeadTrusted extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean isHeadUnchanged(int page, int head) {
                    return true;
                }
            };
        }
    }

    @Plants("order-asked-early")
    static final class OrderAskedEarly extends CompoundParts {
        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    if (!FollFlag.isPin(flags) || !(accounting instanceof ExactAccounting exact)) {
                        return super.grabAndRecheck(slot, entry, page, refs, flags);
                    }
                    int head = readHead(page);
                    int order = exact.readOrder(head);
                    if (!tryGrab(head, refs, true)) {
                        return false;
                    }
                    if (!isHeadUnchanged(page, head)) {
                        undo(head, refs, true, UNASKED);
                        return false;
                    }
                    exact.finish(head, refs, order);
                    if (isEntryUnchanged(slot, entry)) {
                        return true;
                    }
                    undo(head, refs, true, order);
                    return false;
                }
            };
        }
    }

    @Plants("stat-before-ref")
    static final class StatBeforeRef extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new ExactAccounting(memory, world.frames(), world.compound(), world.counters()) {
                @Override
                protected void counted(int refs) {
                    // The mutation: the walk has counted already.
                }
            };
        }

        @Override
        FastGup walker(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Walk(memory, world, allocator, accounting) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    if (FollFlag.isPin(flags)) {
                        memory.getAndAddInt(FastStat, world.counters().acquired(), refs);
                    }
                    return super.grabAndRecheck(slot, entry, page, refs, flags);
                }
            };
        }
    }
}
