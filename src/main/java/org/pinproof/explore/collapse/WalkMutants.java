package org.pinproof.explore.collapse;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastIrqOn;
import static org.pinproof.kernel.mm.KernelStep.FastReadPmd;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecheckPmd;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.TableWalk;

/** Walks with one decision wrong. */
final class WalkMutants {
    private WalkMutants() {}

    @Plants("D06-pmd-not-rechecked")
    static final class PmdNotRechecked extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected boolean isPmdUnchanged(Memory any, long pmd) {
                    any.local(FastRecheckPmd, pmd);
                    return true;
                }
            };
        }
    }

    @Plants("D09-folded-level-reread")
    static final class FromTheSlot extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected long walked(Memory any, long pmd) {
                    return any.getLongOpaque(FastReadPmd, range.mm().pmd());
                }
            };
        }
    }

    @Plants("section-left-open")
    static final class LeftOpen extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected void leave(boolean got) {
                    if (got) {
                        super.leave(true);
                    } else {
                        memory.local(FastIrqOn, 0);
                    }
                }
            };
        }
    }

    @Plants("A05-undo-put-after-pin")
    static final class PutsOne extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected void undo(Memory any, int page, int weight) {
                    super.undo(any, page, 1);
                }
            };
        }
    }

    @Plants("A08-mass-sub-no-testzero")
    static final class SubtractsOnly extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected void undo(Memory any, int page, int weight) {
                    any.getAndAddInt(FastUndo, range.frames().refcount(page), -weight);
                }
            };
        }
    }

    @Plants("A18-grab-from-zero")
    static final class GrabFromZero extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected boolean grab(Memory any, int refcount, int weight) {
                    any.getAndAddInt(FastGrab, refcount, weight);
                    return true;
                }
            };
        }
    }

    @Plants("A19-no-recheck")
    static final class NoRecheck extends CollapseParts {
        @Override
        TableWalk walk(Memory memory, HugeRange range, Release release, CollapseForm form) {
            return new TableWalk(memory, range, release, form.looksUp()) {
                @Override
                protected boolean isEntryUnchanged(Memory any, int slot, long entry) {
                    any.local(FastRecheck, entry);
                    return true;
                }
            };
        }
    }
}
