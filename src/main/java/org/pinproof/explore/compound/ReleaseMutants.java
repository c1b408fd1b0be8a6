package org.pinproof.explore.compound;

import static org.pinproof.kernel.mm.KernelStep.RelSub;
import static org.pinproof.kernel.mm.KernelStep.SplitFreeze;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.ExactAccounting;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.thp.SplitPage;

/** Releases whose order is wrong, and a splitter that expects too much; of the eras with a pin count. */
final class ReleaseMutants {
    private ReleaseMutants() {}

    /** A release that ends a pin in an order of its own. */
    private abstract static class EndsPins extends CompoundParts {
        abstract void end(Ending release, ExactAccounting exact, int head, int order);

        @Override
        final Release release(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting) {
            return new Ending(memory, world, allocator, accounting, this);
        }
    }

    private static final class Ending extends Release {
        private final PinAccounting accounting;
        private final EndsPins parts;

        Ending(Memory memory, CompoundWorld world, PageAllocator allocator, PinAccounting accounting, EndsPins parts) {
            super(memory, world.frames(), allocator, accounting);
            this.accounting = accounting;
            this.parts = parts;
        }

        @Override
        protected void end(int head, boolean pin) {
            if (pin && accounting instanceof ExactAccounting exact) {
                parts.end(this, exact, head, exact.orderOfHeld(head));
            } else {
                super.end(head, pin);
            }
        }

        void sub(int head, int weight) {
            drop(RelSub, head, weight);
        }
    }

    @Plants("A11-stat-after-free")
    static final class StatAfterFree extends EndsPins {
        @Override
        void end(Ending release, ExactAccounting exact, int head, int order) {
            if (order > 0) {
                exact.unpin(head, 1);
            }
            release.sub(head, exact.weight(1, true, order));
            exact.released(1);
        }
    }

    @Plants("pincount-after-refcount")
    static final class PincountAfterRefcount extends EndsPins {
        @Override
        void end(Ending release, ExactAccounting exact, int head, int order) {
            exact.released(1);
            release.sub(head, exact.weight(1, true, order));
            if (order > 0) {
                exact.unpin(head, 1);
            }
        }
    }

    @Plants("split-forgets-pins")
    static final class SplitForgetsPins extends CompoundParts {
        @Override
        SplitPage split(Memory memory, CompoundWorld world, PageAllocator allocator) {
            return new SplitPage(
                    memory,
                    world.frames(),
                    world.compound(),
                    world.mm(),
                    allocator,
                    world.pageLock(),
                    world.lruLock()) {
                @Override
                protected int expected(int head) {
                    return 1 + memory.getIntOpaque(SplitFreeze, world.compound().pincount(head));
                }
            };
        }
    }

    @Plants("split-not-remapped")
    static final class SplitNotRemapped extends CompoundParts {
        @Override
        SplitPage split(Memory memory, CompoundWorld world, PageAllocator allocator) {
            return new SplitPage(
                    memory,
                    world.frames(),
                    world.compound(),
                    world.mm(),
                    allocator,
                    world.pageLock(),
                    world.lruLock()) {
                @Override
                protected void mapAgain(boolean split) {
                    if (split) {
                        super.mapAgain(true);
                    }
                }
            };
        }
    }
}
