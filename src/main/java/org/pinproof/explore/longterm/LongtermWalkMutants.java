package org.pinproof.explore.longterm;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastPlacementCheck;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.LongtermFastGup;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.Placement;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** The lockless walk to pages that lie anywhere, with one decision wrong. */
final class LongtermWalkMutants {
    private LongtermWalkMutants() {}

    @Plants("D18-longterm-fast-cma")
    static final class FastCma extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, FastRule.DEVMAP, release);
        }
    }

    @Plants("A25-late-placement-no-undo")
    static final class LatePlacementNoUndo extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
                    boolean pin = FollFlag.isPin(flags);
                    int head = readHead(page);
                    if (!tryGrab(head, refs, pin)) {
                        return false;
                    }
                    if (!isHeadUnchanged(page, head) || !isEntryUnchanged(slot, entry)) {
                        undo(head, refs, pin, 0);
                        return false;
                    }
                    return isPlacementAllowed(head, flags);
                }
            };
        }
    }

    @Plants("A08-mass-sub-no-testzero")
    static final class MassSubNoTestzero extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected void undo(int head, int refs, boolean pin, int order) {
                    memory.getAndAddInt(FastUndo, pages.frames().refcount(head), -undoWeight(refs, pin, order));
                }
            };
        }
    }

    @Plants("A18-grab-from-zero")
    static final class GrabFromZero extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected boolean grab(Memory any, int refcount, int weight) {
                    any.getAndAddInt(FastGrab, refcount, weight);
                    return true;
                }
            };
        }
    }

    @Plants("A19-no-recheck")
    static final class NoRecheck extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected boolean isEntryUnchanged(int slot, long entry) {
                    return true;
                }
            };
        }
    }

    @Plants("dax-undo-silent")
    static final class DaxUndoSilent extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected void undo(int head, int refs, boolean pin, int order) {
                    int weight = undoWeight(refs, pin, order);
                    if (memory.getAndAddInt(FastUndo, pages.frames().refcount(head), -weight) == weight) {
                        freeAtZero(head);
                    }
                }
            };
        }
    }

    @Plants("D15-secretmem-fast")
    static final class SecretmemFast extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected boolean isSecret(int head) {
                    return memory.getIntOpaque(FastPlacementCheck, pages.lru(head)) == PlacedPages.ON_LIST
                            && pages.placement(head) == Placement.SECRET;
                }
            };
        }
    }

    @Plants("D16-pgmap-ref-imbalance")
    static final class PgmapRefImbalance extends LongtermParts {
        @Override
        LongtermFastGup fast(
                Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
            return new LongtermFastGup(memory, pages, allocator, rule, release) {
                @Override
                protected boolean isPagemapGivenBack(boolean held) {
                    return held;
                }
            };
        }
    }
}
