package org.pinproof.explore.writeback;

import static org.pinproof.kernel.mm.KernelStep.SyncWait;
import static org.pinproof.kernel.mm.KernelStep.WbEnd;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/** The flusher with one decision wrong. */
final class FlusherMutants {
    private FlusherMutants() {}

    @Plants("B01-dma-after-clean")
    static final class DmaAfterClean extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new AsksNobody(memory, file, policy, stable);
        }
    }

    /** Writes every page as if nobody had pinned it. */
    static final class AsksNobody extends Writepage {
        AsksNobody(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            super(memory, file, policy, stable);
        }

        @Override
        protected boolean asks() {
            return false;
        }
    }

    @Plants("B03-pinned-test-before-mkclean")
    static final class PinnedTestBeforeMkclean extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected boolean clean() {
                    boolean pinned = asks() && isPinned();
                    mkcleanAndTransfer();
                    return pinned;
                }
            };
        }
    }

    @Plants("B06-mkclean-result-dropped")
    static final class MkcleanResultDropped extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected void transferDirty() {
                    // The mutation: the page and its buffers do not learn what the entry knew.
                }
            };
        }
    }

    @Plants("B19-bounce-clears-dirty")
    static final class BounceClearsDirty extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected PageIo.Submission bounce(PageIo to) {
                    long copy = to.copy();
                    testClear();
                    return to.submitCopyOfClean(copy);
                }
            };
        }
    }

    @Plants("B17-wait-policy-livelock")
    static final class WaitPolicyLivelock extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected boolean waitsForPins(WbPolicy any) {
                    return true;
                }
            };
        }
    }

    @Plants("device-not-stopped")
    static final class DeviceNotStopped extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected void stopDevices() {
                    // The mutation: what follows the page table goes on storing.
                }
            };
        }
    }

    @Plants("fsync-waits-for-nobody")
    static final class FsyncWaitsForNobody extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected void waitForWriters() {
                    memory.local(SyncWait, 0);
                }
            };
        }
    }

    @Plants("writeback-without-end")
    static final class WritebackWithoutEnd extends WritebackParts {
        @Override
        Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
            return new Writepage(memory, file, policy, stable) {
                @Override
                protected void end(PageIo ended) {
                    memory.local(WbEnd, 0);
                }
            };
        }
    }
}
