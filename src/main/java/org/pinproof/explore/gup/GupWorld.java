package org.pinproof.explore.gup;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;

/** The cells of a shape: where the counts, heads, entries and locks of a script are. */
public final class GupWorld {
    private final MemoryLayout layout = new MemoryLayout();
    private final FrameTable frames;
    private final AddressSpace mm;

    /** Lays out memory as {@code Init} of {@code spec/GupFast.tla} does. */
    public GupWorld(GupShape shape) {
        FrameTable.Initial[] initial = new FrameTable.Initial[shape.frames()];
        for (int pfn = 0; pfn < initial.length; pfn++) {
            initial[pfn] = frame(shape, pfn);
        }
        frames = new FrameTable(layout, initial);
        boolean leaf = shape.layout() == GupShape.Layout.LEAF;
        long[] ptes = new long[shape.vpns()];
        for (int vpn = 0; vpn < ptes.length; vpn++) {
            ptes[vpn] = leaf ? Pte.NONE : Pte.page(vpn);
        }
        mm = new AddressSpace(layout, leaf ? Pte.leaf(0) : Pte.TABLE, ptes);
    }

    private static FrameTable.Initial frame(GupShape shape, int pfn) {
        if (pfn >= shape.vpns()) {
            return new FrameTable.Initial(0, pfn, true);
        }
        return switch (shape.layout()) {
            case ORDER0 -> new FrameTable.Initial(1, pfn, false);
            case TAILS -> new FrameTable.Initial(pfn == 0 ? shape.vpns() : 0, 0, false);
            case LEAF -> new FrameTable.Initial(pfn == 0 ? 1 : 0, 0, false);
        };
    }

    /** {@return the layout to make a memory from} */
    public MemoryLayout layout() {
        return layout;
    }

    /** {@return mem_map} */
    public FrameTable frames() {
        return frames;
    }

    /** {@return the one address space} */
    public AddressSpace mm() {
        return mm;
    }
}
