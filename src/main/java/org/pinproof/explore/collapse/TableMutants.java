package org.pinproof.explore.collapse;

import static org.pinproof.kernel.mm.KernelStep.FastIrqOn;
import static org.pinproof.kernel.mm.KernelStep.FastReadPmd;
import static org.pinproof.kernel.mm.KernelStep.FastRecheckPmd;
import static org.pinproof.kernel.mm.KernelStep.TableWait;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.thp.CollapseForm;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.TableWalk;
import org.pinproof.kernel.thp.UnmapRange;

/** Walks, and tables that are given away, each with one decision wrong. */
final class TableMutants {
    private TableMutants() {}

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

    @Plants("D07-pmd-unshare-walker")
    static final class UnsharedAtOnce extends CollapseParts {
        @Override
        UnmapRange unmap(Memory memory, HugeRange range, Release release) {
            return new UnmapRange(memory, range, release) {
                @Override
                protected void awaitBeforeDrop() {
                    memory.local(TableWait, 0);
                }
            };
        }
    }

    @Plants("D08-no-ipi-flush")
    static final class FreedAtOnce extends CollapseParts {
        @Override
        UnmapRange unmap(Memory memory, HugeRange range, Release release) {
            return new UnmapRange(memory, range, release) {
                @Override
                protected void awaitBeforeFree() {
                    memory.local(TableWait, 0);
                }
            };
        }
    }
}
