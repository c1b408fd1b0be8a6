package org.pinproof.explore.collapse;

import static org.pinproof.kernel.mm.KernelStep.TableWait;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.UnmapRange;

/** Tables that are given away under their walkers. */
final class TableMutants {
    private TableMutants() {}

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
