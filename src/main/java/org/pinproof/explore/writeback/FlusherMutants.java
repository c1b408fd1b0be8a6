package org.pinproof.explore.writeback;

import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/** The flusher with one decision wrong. */
final class FlusherMutants {
    private FlusherMutants() {}

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
}
