package org.pinproof.explore.writeback;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.DmaMappings;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MappedFile;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmuNotifier;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Tlb;

/**
 * The cells of a shape, as {@code Init} of {@code spec/FilePage.tla} has them.
 *
 * @param layout to make a memory from
 */
public record WritebackWorld(MemoryLayout layout, MappedFile file) {

    /** {@return the world of this shape for so many tasks, each of them a CPU too} */
    public static WritebackWorld of(WritebackShape shape, int tasks) {
        MemoryLayout layout = new MemoryLayout();
        WritebackShape.Layout page = shape.layout();
        FrameTable frames = new FrameTable(layout, new FrameTable.Initial(page.references(), MappedFile.PFN, false));
        AddressSpace mm = new AddressSpace(layout, Pte.TABLE, page.pte());
        FilePage file = new FilePage(layout, page.mapping(), page.dirty(), page.buffer());
        Tlb tlb = new Tlb(layout, mm, file, tasks);
        DmaMappings device = new DmaMappings(layout, file, tasks);
        MmuNotifier notifier = new MmuNotifier(layout, device, shape.notifier());
        FileLease lease = new FileLease(layout);
        return new WritebackWorld(layout, new MappedFile(frames, mm, file, tlb, device, notifier, lease));
    }
}
