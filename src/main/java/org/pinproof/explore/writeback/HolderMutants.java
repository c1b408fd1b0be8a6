package org.pinproof.explore.writeback;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.RelDirtySet;
import static org.pinproof.kernel.mm.KernelStep.RelDirtyTest;

import org.pinproof.explore.Holder;
import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.DirtyRelease;
import org.pinproof.kernel.gup.FileFastGup;
import org.pinproof.kernel.gup.LongtermRule;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;

/** Who takes a page and gives it back, with one decision wrong. */
final class HolderMutants {
    private HolderMutants() {}

    @Plants("B13-unpin-no-dirty")
    static final class UnpinNoDirty extends WritebackParts {
        @Override
        DirtyRelease mark(Memory memory, MappedFile file) {
            return new DirtyRelease(memory, file) {
                @Override
                protected void set() {
                    // The mutation: nobody is told what was stored.
                }
            };
        }
    }

    /** {@code set_page_dirty} as it stands, without the lock: it reads the mapping, and marks the page of that mapping. */
    @Plants("B14-set-dirty-unlocked")
    static final class SetDirtyUnlocked extends WritebackParts {
        @Override
        DirtyRelease mark(Memory memory, MappedFile file) {
            return new DirtyRelease(memory, file) {
                @Override
                protected boolean isMarkNeeded() {
                    return memory.getIntOpaque(RelDirtyTest, file.page().mapping()) != FilePage.NO_MAPPING;
                }

                @Override
                protected void set() {
                    memory.locked(RelDirtySet, file.page().privateLock(), file.page()::setDirtyUnder);
                }
            };
        }
    }

    @Plants("B16-inverted-permission-test")
    static final class InvertedPermissionTest extends WritebackParts {
        @Override
        LongtermRule longtermRule(boolean denies) {
            return new LongtermRule(denies) {
                @Override
                public boolean allows(int mapping) {
                    return !super.allows(mapping);
                }
            };
        }
    }

    @Plants("A22-odp-mismatch")
    static final class OdpMismatch extends WritebackParts {
        @Override
        Holder holder() {
            return Holder.always(true);
        }
    }

    @Plants("put-for-unpin")
    static final class PutForUnpin extends WritebackParts {
        @Override
        Holder holder() {
            return Holder.always(false);
        }
    }

    @Plants("A08-sub-then-put")
    static final class SubThenPut extends WritebackParts {
        @Override
        FileFastGup fast(Memory memory, MappedFile file, LongtermRule rule) {
            return new FileFastGup(memory, file, rule) {
                @Override
                protected int undoWeight(int refs, boolean pin, int order) {
                    return super.undoWeight(refs, pin, order) + 1;
                }
            };
        }
    }

    @Plants("A18-grab-from-zero")
    static final class GrabFromZero extends WritebackParts {
        @Override
        FileFastGup fast(Memory memory, MappedFile file, LongtermRule rule) {
            return new FileFastGup(memory, file, rule) {
                @Override
                protected boolean grab(Memory any, int refcount, int weight) {
                    any.getAndAddInt(FastGrab, refcount, weight);
                    return true;
                }
            };
        }
    }
}
