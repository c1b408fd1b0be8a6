package org.pinproof.explore.fork;

import static org.pinproof.kernel.mm.KernelStep.CowPut;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.fork.AnonAllocator;
import org.pinproof.kernel.fork.AnonFault;
import org.pinproof.kernel.fork.ClearRefs;
import org.pinproof.kernel.fork.MmStruct;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.fork.SwapOut;
import org.pinproof.kernel.fork.UserFaultMove;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;

/** Faults, and those who write-protect, unmap or move, each with one decision wrong. */
final class WriteProtectMutants {
    private WriteProtectMutants() {}

    @Plants("C08-cow-refcount-breaks-pin")
    static final class RefcountOnly extends ForkParts {
        @Override
        AnonFault fault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
            return new AnonFault(memory, mapping, allocator, release) {
                @Override
                protected boolean isReusable(LockedMemory ptl, int page) {
                    return ptl.getIntVolatile(mapping.pages().frames().refcount(page)) == 1;
                }
            };
        }
    }

    @Plants("C11-cow-either-way")
    static final class MapcountOnly extends ForkParts {
        @Override
        AnonFault fault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
            return new AnonFault(memory, mapping, allocator, release) {
                @Override
                protected boolean isReusable(LockedMemory ptl, int page) {
                    return ptl.getIntVolatile(mapping.pages().mapcount(page)) == 1;
                }
            };
        }
    }

    @Plants("cow-not-kept")
    static final class CowNotKept extends ForkParts {
        @Override
        AnonFault fault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
            return new AnonFault(memory, mapping, allocator, release) {
                @Override
                protected void put(int old, int references) {
                    memory.getAndAddInt(CowPut, mapping.pages().frames().refcount(old), -references);
                }
            };
        }
    }

    @Plants("cow-unheld")
    static final class CowUnheld extends ForkParts {
        @Override
        AnonFault fault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
            return new AnonFault(memory, mapping, allocator, release) {
                @Override
                protected int copierReferences() {
                    return 0;
                }
            };
        }
    }

    @Plants("C09-swap-pinned")
    static final class SwapsPinned extends ForkParts {
        @Override
        SwapOut swap(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
            return new SwapOut(memory, mapping, allocator) {
                @Override
                protected boolean isPinned(int count) {
                    return false;
                }
            };
        }
    }

    @Plants("C22-swap-excl-lost")
    static final class SwapForgets extends ForkParts {
        @Override
        SwapOut swap(Memory memory, PrivateMapping mapping, AnonAllocator allocator) {
            return new SwapOut(memory, mapping, allocator) {
                @Override
                protected boolean remembersExclusive() {
                    return false;
                }
            };
        }
    }

    @Plants("C10-softdirty-pinned")
    static final class ClearsPinned extends ForkParts {
        @Override
        ClearRefs refs(Memory memory, PrivateMapping mapping) {
            return new ClearRefs(memory, mapping) {
                @Override
                protected boolean isPinned(LockedMemory ptl, MmStruct mm, int page) {
                    return false;
                }
            };
        }
    }

    @Plants("move-unasked")
    static final class MovesPinned extends ForkParts {
        @Override
        UserFaultMove move(Memory memory, PrivateMapping mapping) {
            return new UserFaultMove(memory, mapping) {
                @Override
                protected boolean isPinned(int count) {
                    return false;
                }
            };
        }
    }

    @Plants("C21-uffd-move-pinned")
    static final class MovesEarly extends ForkParts {
        @Override
        UserFaultMove move(Memory memory, PrivateMapping mapping) {
            return new UserFaultMove(memory, mapping) {
                @Override
                protected void cleared(LockedMemory ptl, int page, int to) {
                    setIndex(ptl, page, to);
                }
            };
        }
    }
}
