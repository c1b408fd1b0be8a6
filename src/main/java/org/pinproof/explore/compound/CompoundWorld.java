package org.pinproof.explore.compound;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.CompoundPages;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.PageCounters;
import org.pinproof.kernel.mm.Pte;

/**
 * The cells of a shape, as {@code Init} of {@code spec/Compound.tla} has them.
 *
 * @param pageLock the lock cell of the compound page
 * @param lruLock the lock cell under which a page is split
 */
public record CompoundWorld(
        MemoryLayout layout,
        FrameTable frames,
        CompoundPages compound,
        PageCounters counters,
        AddressSpace mm,
        int pageLock,
        int lruLock) {

    /** {@return memory of this shape} */
    static CompoundWorld of(CompoundShape shape) {
        MemoryLayout layout = new MemoryLayout();
        FrameTable frames = new FrameTable(
                layout,
                IntStream.range(0, shape.frames())
                        .mapToObj(pfn -> frame(shape, pfn))
                        .toArray(FrameTable.Initial[]::new));
        CompoundPages compound = new CompoundPages(
                layout,
                IntStream.range(0, shape.frames())
                        .mapToObj(
                                pfn -> shape.isCompound() && pfn == 0 ? Integer.numberOfTrailingZeros(shape.vpns()) : 0)
                        .collect(ImmutableList.toImmutableList()));
        PageCounters counters = new PageCounters(layout);
        boolean leaf = shape.layout() == CompoundShape.Layout.LEAF;
        AddressSpace mm = new AddressSpace(
                layout,
                leaf ? Pte.leaf(0) : Pte.TABLE,
                IntStream.range(0, shape.vpns())
                        .mapToLong(vpn -> entry(shape, vpn))
                        .toArray());
        return new CompoundWorld(
                layout, frames, compound, counters, mm, layout.intCell("page_lock", 0), layout.intCell("lru_lock", 0));
    }

    private static FrameTable.Initial frame(CompoundShape shape, int pfn) {
        int used = shape.layout() == CompoundShape.Layout.ZERO ? 1 : shape.vpns();
        if (pfn >= used) {
            return new FrameTable.Initial(0, pfn, true);
        }
        return switch (shape.layout()) {
            case ORDER0, ZERO -> new FrameTable.Initial(1, pfn, false);
            case TAILS -> new FrameTable.Initial(pfn == 0 ? shape.vpns() : 0, 0, false);
            case LEAF -> new FrameTable.Initial(pfn == 0 ? 1 : 0, 0, false);
        };
    }

    private static long entry(CompoundShape shape, int vpn) {
        return switch (shape.layout()) {
            case ORDER0, TAILS -> Pte.page(vpn);
            case LEAF -> Pte.NONE;
            case ZERO -> vpn == 0 ? Pte.special(0) : Pte.NONE;
        };
    }
}
