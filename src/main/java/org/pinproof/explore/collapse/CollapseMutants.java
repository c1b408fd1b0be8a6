package org.pinproof.explore.collapse;

import static org.pinproof.kernel.mm.KernelStep.MigFreeze;
import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.SlowMigPut;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.thp.CollapseHugePage;
import org.pinproof.kernel.thp.FollowPmd;
import org.pinproof.kernel.thp.HugeRange;
import org.pinproof.kernel.thp.MigrateHugePage;

/** Collapse, migration and the slow path, each with one decision wrong. */
final class CollapseMutants {
    private CollapseMutants() {}

    @Plants("D06-collapse-frees-table")
    static final class FreesTable extends CollapseParts {
        @Override
        CollapseHugePage collapse(
                Memory memory, HugeRange range, PageAllocator allocator, Release release, CollapseShape shape) {
            return new CollapseHugePage(memory, range, allocator, release, shape.form(), shape.deposits()) {
                @Override
                protected void await() {
                    // The mutation: whoever walks the table goes on.
                }
            };
        }
    }

    @Plants("D06-check-before-clear")
    static final class CheckBeforeClear extends CollapseParts {
        @Override
        CollapseHugePage collapse(
                Memory memory, HugeRange range, PageAllocator allocator, Release release, CollapseShape shape) {
            return new CollapseHugePage(memory, range, allocator, release, shape.form(), shape.deposits()) {
                @Override
                protected boolean isUnlinkedAndUnheld() {
                    if (!isUnheld()) {
                        return false;
                    }
                    unlink();
                    await();
                    return true;
                }
            };
        }
    }

    @Plants("D06-refs-unchecked")
    static final class RefsUnchecked extends CollapseParts {
        @Override
        CollapseHugePage collapse(
                Memory memory, HugeRange range, PageAllocator allocator, Release release, CollapseShape shape) {
            return new CollapseHugePage(memory, range, allocator, release, shape.form(), shape.deposits()) {
                @Override
                protected boolean isUnlinkedAndUnheld() {
                    unlink();
                    await();
                    return true;
                }
            };
        }
    }

    @Plants("D11-thp-numa-migration-gup")
    static final class StillMapped extends CollapseParts {
        @Override
        MigrateHugePage migrate(Memory memory, HugeRange range, PageAllocator allocator, Release release) {
            return new MigrateHugePage(memory, range, allocator, release) {
                @Override
                protected long moving(long leaf) {
                    return leaf;
                }
            };
        }
    }

    @Plants("D17-deferred-split-vs-migration")
    static final class UnqueuedLater extends CollapseParts {
        @Override
        MigrateHugePage migrate(Memory memory, HugeRange range, PageAllocator allocator, Release release) {
            return new MigrateHugePage(memory, range, allocator, release) {
                @Override
                protected boolean isFrozen(Memory any, int old) {
                    return any.locked(MigFreeze, range.queueLock(), queue -> isUnheld(queue, old, false)) != 0;
                }

                @Override
                protected void restore(LockedMemory ptl, int old, int mapped) {
                    super.restore(ptl, old, mapped);
                    if (mapped != old) {
                        ptl.locked(range.queueLock(), queue -> {
                            unqueue(queue, old);
                            return 0;
                        });
                    }
                }
            };
        }
    }

    @Plants("D12-wait-on-freed")
    static final class NoReference extends CollapseParts {
        @Override
        FollowPmd follow(Memory memory, HugeRange range, Release release) {
            return new FollowPmd(memory, range, release) {
                @Override
                protected void hold(LockedMemory ptl, int moved) {
                    // The mutation: the lock is all that keeps the page, and it is dropped.
                }

                @Override
                protected void letGo(Memory any, int moved) {
                    any.local(SlowMigPut, moved);
                }
            };
        }
    }

    @Plants("D26-hugetlb-lookup-unlocked")
    static final class FollowsUnlocked extends CollapseParts {
        @Override
        FollowPmd follow(Memory memory, HugeRange range, Release release) {
            return new FollowPmd(memory, range, release) {
                @Override
                protected long follow(Memory any, int vpn) {
                    long pmd = any.getLongOpaque(SlowFollow, range.mm().pmd());
                    if (!Pte.isPresent(pmd) || !Pte.isLeaf(pmd)) {
                        return Pte.NONE;
                    }
                    any.getAndAddInt(SlowFollow, range.frames().refcount(Pte.pfn(pmd)), Refcount.weight(true, 1));
                    return pmd;
                }
            };
        }
    }
}
