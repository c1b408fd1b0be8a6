package org.pinproof.explore.longterm;

import static org.pinproof.kernel.mm.KernelStep.LayoutCheck;
import static org.pinproof.kernel.mm.KernelStep.LtCheckDax;
import static org.pinproof.kernel.mm.KernelStep.LtFail;
import static org.pinproof.kernel.mm.KernelStep.MigFreeze;

import org.pinproof.explore.Holder;
import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.SlowRequest;
import org.pinproof.kernel.longterm.BreakLayouts;
import org.pinproof.kernel.longterm.DaxCheck;
import org.pinproof.kernel.longterm.DaxRelease;
import org.pinproof.kernel.longterm.ExpectedRefs;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.FollowPte;
import org.pinproof.kernel.longterm.HardLongtermGup;
import org.pinproof.kernel.longterm.LongtermGup;
import org.pinproof.kernel.longterm.LruLists;
import org.pinproof.kernel.longterm.MigratePage;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/** The slow path of long-term pins, migration, truncation and drivers, each with one decision wrong. */
final class LongtermMutants {
    private LongtermMutants() {}

    @Plants("D19-longterm-slow-uses-fast-grab")
    static final class SlowUsesFastGrab extends LongtermParts {
        @Override
        FollowPte follow(Memory memory, PlacedPages pages, FastRule rule) {
            return new FollowPte(memory, pages) {
                @Override
                protected boolean isTaken(Placement placement, int flags) {
                    return super.isTaken(placement, flags) && !(FollFlag.isLongterm(flags) && rule.refuses(placement));
                }
            };
        }
    }

    @Plants("D21-longterm-batch-ref")
    static final class BatchRef extends LongtermParts {
        @Override
        LongtermGup slow(Memory memory, LongtermGup.Parts parts, boolean soft) {
            return new HardLongtermGup(memory, parts) {
                @Override
                protected boolean isDrainNeeded(int page) {
                    return false;
                }
            };
        }
    }

    @Plants("D22-longterm-soft-cma")
    static final class SoftCma extends LongtermParts {
        @Override
        LongtermGup slow(Memory memory, LongtermGup.Parts parts, boolean soft) {
            return new HardLongtermGup(memory, parts) {
                @Override
                protected boolean isFailureFinal() {
                    return false;
                }
            };
        }
    }

    @Plants("A23-double-unpin-on-fail")
    static final class DoubleUnpinOnFail extends LongtermParts {
        @Override
        LongtermGup slow(Memory memory, LongtermGup.Parts parts, boolean soft) {
            return new HardLongtermGup(memory, parts) {
                @Override
                protected void fail(SlowRequest request, int taken) {
                    memory.local(LtFail, taken);
                    unpinAll(request, taken);
                }
            };
        }
    }

    @Plants("migrate-unfrozen")
    static final class MigrateUnfrozen extends LongtermParts {
        @Override
        MigratePage migrate(
                Memory memory,
                PlacedPages pages,
                PageAllocator allocator,
                LruLists lists,
                ExpectedRefs expected,
                boolean patient) {
            return new MigratePage(memory, pages, allocator, lists, expected, patient) {
                @Override
                protected boolean freeze(Memory any, int refcount) {
                    any.setIntRelease(MigFreeze, refcount, 0);
                    return true;
                }
            };
        }
    }

    @Plants("migrate-pte-lost")
    static final class MigratePteLost extends LongtermParts {
        @Override
        MigratePage migrate(
                Memory memory,
                PlacedPages pages,
                PageAllocator allocator,
                LruLists lists,
                ExpectedRefs expected,
                boolean patient) {
            return new MigratePage(memory, pages, allocator, lists, expected, patient) {
                @Override
                protected long restored(int pfn) {
                    return Pte.migration(pfn);
                }
            };
        }
    }

    @Plants("migrate-cache-ref-forgotten")
    static final class CacheRefForgotten extends LongtermParts {
        @Override
        ExpectedRefs expected() {
            return new ExpectedRefs() {
                @Override
                protected int owner() {
                    return 0;
                }
            };
        }
    }

    @Plants("dax-wake-missed")
    static final class DaxWakeMissed extends LongtermParts {
        @Override
        DaxRelease release(Memory memory, PlacedPages pages, PageAllocator allocator) {
            return new DaxRelease(memory, pages, allocator) {
                @Override
                protected boolean isWakeNeeded(int before, int left) {
                    return before == 2 && left == 1;
                }
            };
        }
    }

    @Plants("dax-freed-busy")
    static final class DaxFreedBusy extends LongtermParts {
        @Override
        BreakLayouts layouts(Memory memory, PlacedPages pages, boolean leases) {
            return new BreakLayouts(memory, pages, leases) {
                @Override
                protected boolean isIdle(Memory any, int refcount) {
                    any.getIntVolatile(LayoutCheck, refcount);
                    return true;
                }
            };
        }
    }

    @Plants("dax-unchecked")
    static final class DaxUnchecked extends LongtermParts {
        @Override
        DaxCheck daxCheck(PlacedPages pages, boolean leases) {
            return new DaxCheck() {
                @Override
                public boolean isAllowed(Memory memory, boolean dax) {
                    memory.local(LtCheckDax, dax ? 1 : 0);
                    return true;
                }
            };
        }
    }

    @Plants("last-page-decides")
    static final class LastPageDecides extends LongtermParts {
        @Override
        LongtermGup slow(Memory memory, LongtermGup.Parts parts, boolean soft) {
            return new HardLongtermGup(memory, parts) {
                @Override
                protected boolean mustMove(boolean before, boolean page) {
                    return page;
                }
            };
        }
    }

    @Plants("migrate-wrong-entry")
    static final class MigrateWrongEntry extends LongtermParts {
        @Override
        MigratePage migrate(
                Memory memory,
                PlacedPages pages,
                PageAllocator allocator,
                LruLists lists,
                ExpectedRefs expected,
                boolean patient) {
            return new MigratePage(memory, pages, allocator, lists, expected, patient) {
                @Override
                protected long restored(int pfn) {
                    return Pte.special(pfn);
                }
            };
        }
    }

    @Plants("alloc-not-drained")
    static final class AllocNotDrained extends LongtermParts {
        @Override
        LruLists lists(Memory memory, PlacedPages pages) {
            return new LruLists(memory, pages) {
                @Override
                protected boolean isDrainedFor(LockedMemory lru, int onList) {
                    return lru.getIntOpaque(onList) == PlacedPages.ON_LIST;
                }
            };
        }
    }

    @Plants("A22-odp-mismatch")
    static final class OdpMismatch extends LongtermParts {
        @Override
        Holder holder() {
            return Holder.always(true);
        }
    }
}
