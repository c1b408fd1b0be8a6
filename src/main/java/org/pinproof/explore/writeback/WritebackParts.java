package org.pinproof.explore.writeback;

import org.pinproof.explore.Holder;
import org.pinproof.kernel.gup.DirtyRelease;
import org.pinproof.kernel.gup.FileFastGup;
import org.pinproof.kernel.gup.LongtermRule;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.FileZap;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.reclaim.ShrinkPage;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class WritebackParts {

    FileFastGup fast(Memory memory, MappedFile file, LongtermRule rule) {
        return new FileFastGup(memory, file, rule);
    }

    Holder holder() {
        return new Holder();
    }

    FileFault fault(Memory memory, MappedFile file, boolean stable) {
        return new FileFault(memory, file, stable);
    }

    FileZap zap(Memory memory, MappedFile file) {
        return new FileZap(memory, file);
    }

    Writepage writepage(Memory memory, MappedFile file, WbPolicy policy, boolean stable) {
        return new Writepage(memory, file, policy, stable);
    }

    ShrinkPage shrink(Memory memory, MappedFile file, boolean asks) {
        return new ShrinkPage(memory, file, asks);
    }

    DirtyRelease mark(Memory memory, MappedFile file) {
        return new DirtyRelease(memory, file);
    }

    LongtermRule longtermRule(boolean denies) {
        return new LongtermRule(denies);
    }
}
