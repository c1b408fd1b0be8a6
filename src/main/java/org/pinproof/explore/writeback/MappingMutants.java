package org.pinproof.explore.writeback;

import static org.pinproof.kernel.mm.KernelStep.FltDirty;
import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapFlush;

import org.pinproof.explore.Plants;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.FileZap;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/** Mapping and unmapping with one decision wrong. */
final class MappingMutants {
    private MappingMutants() {}

    @Plants("B05-clear-dirty-vs-fault")
    static final class ClearDirtyVsFault extends WritebackParts {
        @Override
        FileFault fault(Memory memory, MappedFile file, boolean stable) {
            return new FileFault(memory, file, stable) {
                @Override
                protected void install(long entry) {
                    unlock();
                    if (installUnlessChanged(entry)) {
                        memory.locked(FltDirty, file.page().privateLock(), file.page()::setDirtyUnder);
                    }
                }
            };
        }
    }

    @Plants("B15-stable-pages-dio")
    static final class StablePagesDio extends WritebackParts {
        @Override
        FileFault fault(Memory memory, MappedFile file, boolean stable) {
            return new FileFault(memory, file, stable) {
                @Override
                protected void waitForStablePage() {
                    // The mutation: the disk may not have read the page yet.
                }
            };
        }
    }

    @Plants("B07-tlb-dirty-after-zap")
    static final class TlbDirtyAfterZap extends WritebackParts {
        @Override
        FileZap zap(Memory memory, MappedFile file) {
            return new FileZap(memory, file) {
                @Override
                protected void remove() {
                    if (memory().locked(ZapClear, file().mm().ptl(), this::clearUnder) != Pte.NONE) {
                        file().tlb().shootDown(memory(), ZapFlush);
                        put();
                    }
                }
            };
        }
    }

    @Plants("B08-mkclean-transient-none")
    static final class MkcleanTransientNone extends WritebackParts {
        @Override
        FileZap zap(Memory memory, MappedFile file) {
            return new FileZap(memory, file) {
                @Override
                protected long clear() {
                    return memory().getLongOpaque(ZapClear, file().pte()) == Pte.NONE ? Pte.NONE : super.clear();
                }
            };
        }
    }
}
