package org.pinproof.explore.writeback;

import org.pinproof.explore.Holder;
import org.pinproof.kernel.gup.DirtyRelease;
import org.pinproof.kernel.gup.FileSlowGup;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.LongtermRule;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.FileFault;
import org.pinproof.kernel.mm.FileZap;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.reclaim.ShrinkPage;
import org.pinproof.kernel.writeback.PageIo;
import org.pinproof.kernel.writeback.Truncate;
import org.pinproof.kernel.writeback.WbPolicy;
import org.pinproof.kernel.writeback.Writepage;

/**
 * The kernel code of one page on one memory, simulated or real: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 */
record WritebackKernel(
        Memory memory,
        MappedFile file,
        Gup gup,
        Release release,
        DirtyRelease mark,
        FileFault fault,
        FileZap zap,
        Writepage writepage,
        PageIo io,
        ShrinkPage shrink,
        Truncate truncate,
        Holder holder) {

    /** {@return the kernel of this page, with the parts that the mutant makes} */
    static WritebackKernel of(Memory memory, MappedFile file, WritebackShape shape, WritebackMutant mutant) {
        WritebackParts parts = mutant.parts();
        LongtermRule rule = parts.longtermRule(shape.policy() == WbPolicy.DENY);
        FileFault fault = parts.fault(memory, file, shape.stable());
        FileZap zap = parts.zap(memory, file);
        return new WritebackKernel(
                memory,
                file,
                new Gup(file.mm(), parts.fast(memory, file, rule), new FileSlowGup(memory, file, fault, rule)),
                new Release(memory, file.frames(), file.allocator(memory)),
                parts.mark(memory, file),
                fault,
                zap,
                parts.writepage(memory, file, shape.policy(), shape.stable()),
                new PageIo(memory, file, shape.stable()),
                parts.shrink(memory, file, shape.policy().asks()),
                new Truncate(memory, file, zap),
                parts.holder());
    }
}
