package org.pinproof.kernel.thp;

import java.util.stream.IntStream;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.WalkSections;

/**
 * What one pmd covers, by a table of small pages or by a huge one, with the page that the table itself lies in.
 *
 * <p>The frames are, in this order: a small page for each vpn, two huge pages of which one may be mapped, and a page of somebody
 * else. A huge page is one frame here. The table's page is the mm's, or shared with another mm, or kept for a split to come, or
 * free, or another mm's; whose it is does not change what lies in it. One lock stands for {@code mmap_lock} held for writing and
 * for the page-table lock: {@link AddressSpace#ptl}.
 */
public final class HugeRange {
    /** What is mapped at first. */
    public enum Start {
        /** A table of small pages. */
        TABLE,
        /** A huge page, which is in the queue of those to be split. */
        LEAF,
        /** A table that is shared with another mm, and empty. */
        SHARED
    }

    /** Whose the table's page is. */
    public enum Owner {
        /** The mm's. */
        USED,
        /** The mm's, and another one's. */
        SHARED,
        /** The mm's, for a split to come: no entry points to it. */
        DEPOSITED,
        /** Nobody's. */
        FREE,
        /** Another mm's. */
        FOREIGN
    }

    /** Where a huge page is listed. */
    public enum Queue {
        /** On no list. */
        NO,
        /** In the queue of those to be split. */
        QUEUE,
        /** On the list of who looks through the queue. */
        SCAN
    }

    private static final int HUGE_PAGES = 2;

    private final FrameTable frames;
    private final AddressSpace mm;
    private final WalkSections sections;
    private final int tableLock;
    private final int owner;
    private final int queueLock;
    private final int queue;
    private final int pageLock;

    /**
     * Lays out the range.
     *
     * @param vpns how many pages the pmd covers
     * @param deposits whether a table that is not needed is kept for a split to come
     */
    public HugeRange(MemoryLayout layout, int vpns, Start start, boolean deposits) {
        frames = new FrameTable(
                layout,
                IntStream.range(0, vpns + HUGE_PAGES + 1)
                        .mapToObj(pfn -> frame(start, pfn, vpns))
                        .toArray(FrameTable.Initial[]::new));
        mm = new AddressSpace(
                layout,
                start == Start.LEAF ? Pte.leaf(vpns) : Pte.TABLE,
                IntStream.range(0, vpns)
                        .mapToLong(vpn -> start == Start.TABLE ? Pte.page(vpn) : Pte.NONE)
                        .toArray());
        sections = new WalkSections(layout);
        tableLock = layout.intCell("table_lock", 0);
        owner = layout.intCell("table", owner(start, deposits).ordinal());
        queueLock = layout.intCell("split_queue_lock", 0);
        queue = layout.size();
        for (int huge = 0; huge < HUGE_PAGES; huge++) {
            layout.intCell(
                    "queue[" + (vpns + huge) + "]",
                    (start == Start.LEAF && huge == 0 ? Queue.QUEUE : Queue.NO).ordinal());
        }
        pageLock = layout.size();
        for (int huge = 0; huge < HUGE_PAGES; huge++) {
            layout.intCell("page_lock[" + (vpns + huge) + "]", 0);
        }
    }

    private static FrameTable.Initial frame(Start start, int pfn, int vpns) {
        boolean used =
                pfn == vpns + HUGE_PAGES || (pfn < vpns ? start == Start.TABLE : pfn == vpns && start == Start.LEAF);
        return new FrameTable.Initial(used ? 1 : 0, pfn, !used);
    }

    private static Owner owner(Start start, boolean deposits) {
        return switch (start) {
            case TABLE -> Owner.USED;
            case SHARED -> Owner.SHARED;
            case LEAF -> deposits ? Owner.DEPOSITED : Owner.FREE;
        };
    }

    /** {@return mem_map} */
    public FrameTable frames() {
        return frames;
    }

    /** {@return the pmd, what lies in the table, and the lock} */
    public AddressSpace mm() {
        return mm;
    }

    /** {@return who walks here} */
    public WalkSections sections() {
        return sections;
    }

    /** {@return whether the frame is a huge page} */
    public boolean isHuge(int pfn) {
        return pfn >= mm.pages() && pfn < mm.pages() + HUGE_PAGES;
    }

    /** {@return the frame of somebody else} */
    public int stranger() {
        return mm.pages() + HUGE_PAGES;
    }

    /** {@return the inner lock of the table's page: of its entries, and of whose it is} */
    public int tableLock() {
        return tableLock;
    }

    /** {@return the int cell of the {@link Owner} of the table's page, by its ordinal} */
    public int owner() {
        return owner;
    }

    /** Says whose the table's page is, inside a section that holds an outer lock. */
    void give(LockedMemory lock, Owner to) {
        lock.locked(tableLock, table -> {
            table.setInt(owner, to.ordinal());
            return 0;
        });
    }

    /** {@return whose the table's page is, inside a section that holds an outer lock} */
    Owner ownerUnder(LockedMemory lock) {
        return Owner.values()[(int) lock.locked(tableLock, table -> table.getInt(owner))];
    }

    /** {@return the lock of the queue} */
    public int queueLock() {
        return queueLock;
    }

    /** {@return the int cell of where this huge page is listed, by the ordinal of a {@link Queue}} */
    public int queue(int huge) {
        return queue + huge - mm.pages();
    }

    /** {@return the int cell of {@code PG_locked} of this huge page: 1 while it is moved} Written under the page-table lock. */
    public int pageLock(int huge) {
        return pageLock + huge - mm.pages();
    }
}
