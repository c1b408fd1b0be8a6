package org.pinproof.explore.compound;

import static org.pinproof.kernel.mm.KernelStep.FastUndoSub;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.CountedBiasAccounting;
import org.pinproof.kernel.gup.ExactAccounting;
import org.pinproof.kernel.gup.FolioAccounting;
import org.pinproof.kernel.gup.PinAccounting;
import org.pinproof.kernel.mm.Memory;

/** Pins that are counted wrongly; each in the one era that has the decision, whatever the script says. */
final class AccountingMutants {
    private AccountingMutants() {}

    static final class UndoForgetsPincount extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new ExactAccounting(memory, world.frames(), world.compound(), world.counters()) {
                @Override
                protected void unpinUndone(int head, int refs) {
                    // The mutation: the pin stays.
                }
            };
        }
    }

    static final class UndoUnbracketed extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new CountedBiasAccounting(memory, world.frames(), world.counters()) {
                @Override
                protected int subtract(int head, int weight) {
                    memory().getAndAddInt(FastUndoSub, frames().refcount(head), -weight);
                    return 1;
                }
            };
        }
    }

    static final class ZeroGrabCounts extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new FolioAccounting(memory, world.frames(), world.compound(), world.counters(), shape.zeroPage()) {
                @Override
                public boolean isGrabExempt(int page) {
                    return false;
                }
            };
        }
    }

    static final class ZeroReleaseCounts extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new FolioAccounting(memory, world.frames(), world.compound(), world.counters(), shape.zeroPage()) {
                @Override
                public boolean isReleaseExempt(int page) {
                    return false;
                }
            };
        }
    }

    @Plants("A08-mass-sub-alone")
    static final class MassSubAlone extends CompoundParts {
        @Override
        PinAccounting accounting(Memory memory, CompoundWorld world, CompoundShape shape) {
            return new CountedBiasAccounting(memory, world.frames(), world.counters()) {
                @Override
                protected int subtract(int head, int weight) {
                    return super.subtract(head, weight + 1);
                }
            };
        }
    }
}
