package org.pinproof.kernel.mm;

/**
 * {@code mem_map}: the cells of every page frame.
 *
 * <p>A frame has its count, its {@code compound_head} (a pfn; its own unless it is a tail), and the allocator's free flag.
 */
public final class FrameTable {
    // Cells of a frame lie side by side, frame after frame: where one is takes arithmetic and no load.
    private static final int COUNT = 0;
    private static final int HEAD = 1;
    private static final int FREE = 2;
    private static final int FIELDS = 3;

    private final int first;
    private final int size;
    private final int zoneLock;

    /** How a frame looks at first: its count, its head, and whether it is free. */
    public record Initial(int count, int head, boolean free) {}

    /** Lays out one frame for each initial, numbered in that order. */
    public FrameTable(MemoryLayout layout, Initial... frames) {
        first = layout.size();
        size = frames.length;
        for (int pfn = 0; pfn < frames.length; pfn++) {
            layout.intCell("cnt[" + pfn + "]", frames[pfn].count());
            layout.intCell("head[" + pfn + "]", frames[pfn].head());
            layout.intCell("free[" + pfn + "]", frames[pfn].free() ? 1 : 0);
        }
        zoneLock = layout.intCell("zone_lock", 0);
    }

    /** {@return how many frames there are; they are numbered from 0} */
    public int size() {
        return size;
    }

    /** {@return the int cell of {@code _refcount}} */
    public int refcount(int pfn) {
        return first + pfn * FIELDS + COUNT;
    }

    /** {@return the int cell of {@code compound_head}, which holds a pfn} */
    public int compoundHead(int pfn) {
        return first + pfn * FIELDS + HEAD;
    }

    /** {@return the int cell of the allocator's free flag, written under the zone lock} */
    public int free(int pfn) {
        return first + pfn * FIELDS + FREE;
    }

    /** {@return the lock cell of the allocator} */
    public int zoneLock() {
        return zoneLock;
    }
}
