package org.pinproof.kernel.mm;

/**
 * {@code mem_map}: the cells of every page frame.
 *
 * <p>A frame has its count, its {@code compound_head} (a pfn; its own unless it is a tail), and the allocator's free flag.
 */
public final class FrameTable {
    private final int[] refcount;
    private final int[] compoundHead;
    private final int[] free;
    private final int zoneLock;

    /** How a frame looks at first: its count, its head, and whether it is free. */
    public record Initial(int count, int head, boolean free) {}

    /** Lays out one frame for each initial, numbered in that order. */
    public FrameTable(MemoryLayout layout, Initial... frames) {
        refcount = new int[frames.length];
        compoundHead = new int[frames.length];
        free = new int[frames.length];
        for (int pfn = 0; pfn < frames.length; pfn++) {
            refcount[pfn] = layout.intCell("cnt[" + pfn + "]", frames[pfn].count());
            compoundHead[pfn] = layout.intCell("head[" + pfn + "]", frames[pfn].head());
            free[pfn] = layout.intCell("free[" + pfn + "]", frames[pfn].free() ? 1 : 0);
        }
        zoneLock = layout.intCell("zone_lock", 0);
    }

    /** {@return how many frames there are; they are numbered from 0} */
    public int size() {
        return refcount.length;
    }

    /** {@return the int cell of {@code _refcount}} */
    public int refcount(int pfn) {
        return refcount[pfn];
    }

    /** {@return the int cell of {@code compound_head}, which holds a pfn} */
    public int compoundHead(int pfn) {
        return compoundHead[pfn];
    }

    /** {@return the int cell of the allocator's free flag, written under the zone lock} */
    public int free(int pfn) {
        return free[pfn];
    }

    /** {@return the lock cell of the allocator} */
    public int zoneLock() {
        return zoneLock;
    }
}
