package org.pinproof.explore.slow;

import java.util.Arrays;
import org.pinproof.explore.slow.SlowCall.Area;
import org.pinproof.explore.slow.SlowShape.Layout;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRegion;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.kernel.mm.VmaTable;

/**
 * The cells of a shape, laid out as {@code Init} of {@code spec/GupSlow.tla} does.
 *
 * @param lock the cell of {@code mmap_lock}
 * @param treeLock the cell of the lock of the tree of areas
 */
public record SlowWorld(
        MemoryLayout layout,
        SlowShape shape,
        FrameTable frames,
        AddressSpace mm,
        VmaTable areas,
        Sleepers sleepers,
        int lock,
        int treeLock) {

    /** {@return the world of this shape, with so many tasks} */
    public static SlowWorld of(SlowShape shape, int tasks) {
        MemoryLayout layout = new MemoryLayout();
        FrameTable.Initial[] frames = new FrameTable.Initial[shape.frames()];
        for (int pfn = 0; pfn < frames.length; pfn++) {
            frames[pfn] = frame(shape, pfn);
        }
        long[] ptes = new long[shape.vpns()];
        int[] areas = new int[shape.vpns()];
        for (int vpn = 0; vpn < ptes.length; vpn++) {
            int pfn = shape.layout() == Layout.TWICE ? 0 : vpn;
            ptes[vpn] = isMapped(shape, vpn) ? Pte.page(pfn) : Pte.NONE;
            areas[vpn] = shape.layout().isHuge() ? 0 : vpn;
        }
        int[] flags = new int[shape.vmas()];
        for (int vma = 0; vma < flags.length; vma++) {
            boolean used = shape.layout().isHuge() ? vma == 0 : vma < shape.vpns();
            flags[vma] = used ? area(shape.layout(), vma).flags() : 0;
        }
        boolean[] reading = new boolean[shape.vpns()];
        Arrays.fill(reading, shape.layout() == Layout.FILE);
        return new SlowWorld(
                layout,
                shape,
                new FrameTable(layout, frames),
                new AddressSpace(layout, shape.layout().isHuge() ? Pte.leaf(0) : Pte.TABLE, ptes),
                new VmaTable(layout, areas, flags),
                new Sleepers(layout, tasks, reading),
                MmapLock.layOut(layout),
                MmapRegion.layOutTreeLock(layout));
    }

    /** {@return the plain references to this frame that somebody else has and keeps} */
    public int others(int pfn) {
        return others(shape, pfn);
    }

    private static int others(SlowShape shape, int pfn) {
        return shape.layout() == Layout.BRIM && pfn == 0 ? Integer.MAX_VALUE - Refcount.GUP_PIN_COUNTING_BIAS : 0;
    }

    private static boolean isMapped(SlowShape shape, int vpn) {
        return switch (shape.layout()) {
            case ANON, TWICE -> true;
            case HOLE -> vpn != 1;
            case MIXED -> vpn == 0;
            default -> false;
        };
    }

    private static Area area(Layout layout, int vpn) {
        return switch (layout) {
            case UFFD -> Area.UFFD;
            case FILE -> Area.FILE;
            case HOLE -> vpn == 1 ? Area.PFNMAP : Area.RW;
            case MIXED -> vpn > 0 ? Area.UFFD : Area.RW;
            default -> Area.RW;
        };
    }

    private static FrameTable.Initial frame(SlowShape shape, int pfn) {
        if (shape.layout().isHuge() && pfn < shape.vpns()) {
            return new FrameTable.Initial(pfn == 0 ? 1 + others(shape, 0) : 0, 0, false);
        }
        if (shape.layout() == Layout.TWICE) {
            return new FrameTable.Initial(pfn == 0 ? shape.vpns() : 0, pfn, pfn != 0);
        }
        boolean used = pfn < shape.vpns() && isMapped(shape, pfn);
        return new FrameTable.Initial(used ? 1 : 0, pfn, !used);
    }
}
