package org.pinproof.explore.fork;

import static org.pinproof.kernel.mm.KernelStep.FastExclCheck;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.fork.AnonAllocator;
import org.pinproof.kernel.fork.AnonFastGup;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.AnonGup;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.DupMmap;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.fork.PrivateMapping.Area;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/** The walk, the slow path and fork, each with one decision wrong. */
final class ForkMutants {
    private ForkMutants() {}

    @Plants("C01-fork-vs-fast-pin")
    static final class NoSequence extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected boolean readsSequence() {
                    return false;
                }
            };
        }
    }

    @Plants("C05-fork-huge-pmd-pinned")
    static final class HugeUnasked extends ForkParts {
        @Override
        DupMmap fork(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
            return new DupMmap(memory, mapping, allocator) {
                @Override
                protected boolean asksForPins(Area area) {
                    return area != Area.PMD;
                }
            };
        }
    }

    @Plants("C06-fork-hugetlb-no-seq")
    static final class HugetlbUntold extends ForkParts {
        @Override
        DupMmap fork(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
            return new DupMmap(memory, mapping, allocator) {
                @Override
                protected boolean takesSequence(Area area) {
                    return area != Area.HUGETLB;
                }
            };
        }
    }

    @Plants("C07-fork-dio-classic")
    static final class StoresThroughReferences extends ForkParts {
        @Override
        boolean storesThroughReferences() {
            return true;
        }
    }

    @Plants("C12-dirty-cow")
    static final class ForgetsWrite extends ForkParts {
        @Override
        AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
            return new AnonGup(memory, mapping, fast, fault) {
                @Override
                protected boolean isWrite(int flags, boolean copied) {
                    return FollFlag.isWrite(flags) && !(copied && !mapping.writable());
                }
            };
        }
    }

    @Plants("C14-foll-cow-shmem")
    static final class TrustsDirty extends ForkParts {
        @Override
        AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
            return new AnonGup(memory, mapping, fast, fault) {
                @Override
                protected boolean canForce(LockedMemory ptl, long entry, boolean copied) {
                    return copied && Pte.isDirty(entry);
                }
            };
        }
    }

    @Plants("C13-huge-dirty-cow")
    static final class TouchesDirty extends ForkParts {
        @Override
        AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
            return new AnonGup(memory, mapping, fast, fault) {
                @Override
                protected boolean canForce(LockedMemory ptl, long entry, boolean copied) {
                    return copied && Pte.isDirty(entry);
                }

                @Override
                protected void touch(LockedMemory ptl, int slot, long entry) {
                    ptl.setLongRelease(slot, Pte.makeDirty(entry));
                }
            };
        }
    }

    @Plants("C15-anon-excl-race")
    static final class NoExclusiveCheck extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected boolean mustUnshare(int page, long entry, int flags) {
                    return false;
                }
            };
        }
    }

    @Plants("C18-ro-pin-stale")
    static final class NeverUnshares extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new NoExclusiveCheck().fast(memory, mapping, release);
        }

        @Override
        AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
            return new AnonGup(memory, mapping, fast, fault) {
                @Override
                protected boolean mustUnshare(LockedMemory ptl, int page, int flags) {
                    return false;
                }
            };
        }
    }

    @Plants("C19-ro-unshare-concurrent")
    static final class MapcountExclusive extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected boolean isExclusive(Memory any, int page) {
                    int entries =
                            any.getIntVolatile(FastExclCheck, mapping.pages().mapcount(page));
                    return AnonPages.isAnon(page) && entries == 1;
                }
            };
        }

        @Override
        AnonGup gup(Memory memory, PrivateMapping mapping, AnonFastGup fast, AnonFault fault) {
            return new AnonGup(memory, mapping, fast, fault) {
                @Override
                protected boolean isExclusive(LockedMemory ptl, int page) {
                    return AnonPages.isAnon(page)
                            && ptl.getIntVolatile(mapping.pages().mapcount(page)) == 1;
                }
            };
        }
    }

    @Plants("A05-anon-undo-put-after-pin")
    static final class UndoPuts extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected void undo(int page, boolean pin) {
                    release.drop(FastUndo, page, 1);
                }
            };
        }
    }

    @Plants("A08-anon-undo-no-testzero")
    static final class UndoNeverFrees extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected void undo(int page, boolean pin) {
                    memory.getAndAddInt(FastUndo, mapping.pages().frames().refcount(page), -Refcount.weight(pin, 1));
                }
            };
        }
    }

    @Plants("A18-anon-grab-from-zero")
    static final class GrabsFree extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected boolean grab(Memory any, int refcount, int weight) {
                    any.getAndAddInt(FastGrab, refcount, weight);
                    return true;
                }
            };
        }
    }

    @Plants("A19-anon-no-recheck")
    static final class NoRecheck extends ForkParts {
        @Override
        AnonFastGup fast(Memory memory, PrivateMapping mapping, Release release) {
            return new AnonFastGup(memory, mapping, release) {
                @Override
                protected boolean isEntryUnchanged(Memory any, int slot, long entry) {
                    any.getLongVolatile(FastRecheck, slot);
                    return true;
                }
            };
        }
    }

    @Plants("A22-anon-odp-mismatch")
    static final class UnpinsReferences extends ForkParts {
        @Override
        boolean unpinsReferences() {
            return true;
        }
    }

    @Plants("fork-lock-kept")
    static final class LockKept extends ForkParts {
        /** Neither none nor an entry. */
        private static final long KEPT = 1L << 61;

        @Override
        DupMmap fork(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
            return new DupMmap(memory, mapping, allocator) {
                @Override
                protected long ofEmpty() {
                    return KEPT;
                }
            };
        }
    }
}
