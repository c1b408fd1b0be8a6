package org.pinproof.explore.writeback;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.reclaim.ShrinkPage;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/** Reclaim with one decision wrong. */
final class ReclaimMutants {
    private ReclaimMutants() {}

    /** Neither flusher nor reclaim asks: while the flusher does, a pinned page is never clean, and reclaim keeps it as dirty. */
    @Plants("B02-redirty-without-buffers")
    static final class RedirtyWithoutBuffers extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new FlusherMutants.AsksNobody(memory, file, policy, stable);
        }

        @Override
        ShrinkPage shrink(Memory memory, MappedFile file, boolean asks) {
            return new ShrinkPage(memory, file, asks) {
                @Override
                protected boolean isKeptForItsPins() {
                    return false;
                }
            };
        }
    }

    @Plants("B10-madv-free-vs-dio")
    static final class MadvFreeVsDio extends WritebackParts {
        @Override
        ShrinkPage shrink(Memory memory, MappedFile file, boolean asks) {
            return new ShrinkPage(memory, file, asks) {
                @Override
                protected boolean isUnused(LockedMemory ptl) {
                    return true;
                }
            };
        }
    }

    @Plants("kept-page-not-freed")
    static final class KeptPageNotFreed extends WritebackParts {
        @Override
        ShrinkPage shrink(Memory memory, MappedFile file, boolean asks) {
            return new ShrinkPage(memory, file, asks) {
                @Override
                protected boolean isLast(long references) {
                    return false;
                }
            };
        }
    }
}
