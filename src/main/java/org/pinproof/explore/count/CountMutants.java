package org.pinproof.explore.count;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.gup.CountedGup;
import org.pinproof.kernel.gup.PinQuery;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Refcount;

/** The wrong decisions; see {@link CountMutant}. */
final class CountMutants {
    private CountMutants() {}

    /** A walk of a world, to have one of its decisions replaced. */
    private abstract static class Wrong extends CountedGup {
        Wrong(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            super(memory, world.frames(), world.mm(), allocator, tasks);
        }
    }

    @Plants("A01-signed-compare")
    static final class SignedCompare extends CountParts {
        @Override
        PinQuery query(Memory memory, CountWorld world) {
            return new PinQuery(memory, world.frames()) {
                @Override
                public boolean isPinned(int count) {
                    return count >= Refcount.GUP_PIN_COUNTING_BIAS;
                }
            };
        }
    }

    @Plants("A02-doc-22-bits")
    static final class DocumentedLimit extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected boolean isWithinLimit(int count, int refs) {
                    return Integer.toUnsignedLong(count) / Refcount.GUP_PIN_COUNTING_BIAS + refs <= 1 << 22;
                }
            };
        }
    }

    @Plants("A03-one-bias-arithmetic")
    static final class OneBias extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected int grabWeight(int refs, boolean pin) {
                    return pin ? Refcount.GUP_PIN_COUNTING_BIAS : refs;
                }
            };
        }
    }

    @Plants("A04-undo-unscaled-arithmetic")
    static final class UndoUnscaled extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected int undoWeight(int refs, boolean pin, int order) {
                    return refs;
                }
            };
        }
    }

    @Plants("A08-sub-without-test")
    static final class SubWithoutTest extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected void freeAtZero(int head) {
                    // The mutation: nobody frees the page.
                }
            };
        }

        @Override
        Release release(Memory memory, CountWorld world, PageAllocator allocator) {
            return new Release(memory, world.frames(), allocator) {
                @Override
                protected void dropped(int head, int before, int left) {
                    // The same, of what is released and unmapped.
                }
            };
        }
    }

    @Plants("A13-cve-2019-11487-ref-wrap")
    static final class RefWrap extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected boolean isWithinLimit(int count, int refs) {
                    return true;
                }
            };
        }
    }

    /** What the specification assumes is not the case: no kernel looks, which is what these two are about. */
    @Plants({"A14-limit-toctou-with-bias", "A15-refs-times-bias-zero"})
    static final class SlackWaived extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new Wrong(memory, world, allocator, tasks) {
                @Override
                protected boolean isWithinSlack(int refs, int racers) {
                    return true;
                }
            };
        }
    }

    @Plants("A17-speculative-vs-owned-get")
    static final class OwnedGet extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new GrabsFromZero(memory, world, allocator, tasks) {
                @Override
                protected boolean isWithinLimit(int count, int refs) {
                    return count > 0;
                }
            };
        }
    }

    static final class GrabFromZero extends CountParts {
        @Override
        CountedGup gup(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            return new GrabsFromZero(memory, world, allocator, tasks);
        }
    }

    @Plants({"A17-speculative-vs-owned-get", "A18-grab-from-zero-arithmetic"})
    private static class GrabsFromZero extends Wrong {
        GrabsFromZero(Memory memory, CountWorld world, PageAllocator allocator, int tasks) {
            super(memory, world, allocator, tasks);
        }

        @Override
        protected boolean grab(Memory memory, int refcount, int weight) {
            memory.getAndAddInt(FastGrab, refcount, weight);
            return true;
        }
    }

    @Plants("release-not-held")
    static final class ReleaseNotHeld extends CountParts {
        @Override
        boolean mayDrop(int held, int pages) {
            return true;
        }
    }
}
