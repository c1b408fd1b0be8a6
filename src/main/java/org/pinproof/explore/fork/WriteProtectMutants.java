package org.pinproof.explore.fork;

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
