package org.pinproof.kernel.longterm;

import com.google.common.collect.ImmutableList;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;

/**
 * Pages of one address space, where they lie, and what migration and truncation know of them: {@code PG_locked}, the LRU list, a
 * per-CPU batch, their content, and who waits for them to be idle.
 *
 * <p>Each page has one reference of its owner, the page cache of shmem or the file system; one of each entry, but for FS-DAX;
 * and one of a batch if it is in one.
 */
public final class PlacedPages {
    /** On the LRU list: may be isolated. Of a device's page, which is on none, its lock stands for the list. */
    public static final int ON_LIST = 0;
    /** Somebody has isolated it. */
    public static final int ISOLATED = 1;
    /** On no list, and not to be isolated. */
    public static final int NO_LIST = 2;

    private static final int LOCK = 0;
    private static final int LRU = 1;
    private static final int BATCH = 2;
    private static final int DATA = 3;
    private static final int WAKE = 4;
    private static final int FIELDS = 5;

    private final ImmutableList<Placement> placements;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final FileLease lease;
    private final int first;
    private final int lruLock;
    private final int pagemap;

    /**
     * Lays out the pages.
     *
     * @param placements of each frame
     * @param batched whether the page of vpn 0 is in a batch at first; no page of FS-DAX ever is, and one that is secret is new,
     *     and not on its list yet
     */
    public PlacedPages(
            MemoryLayout layout,
            ImmutableList<Placement> placements,
            FrameTable frames,
            AddressSpace mm,
            boolean batched) {
        this.placements = placements;
        this.frames = frames;
        this.mm = mm;
        lease = new FileLease(layout);
        first = layout.size();
        for (int pfn = 0; pfn < placements.size(); pfn++) {
            boolean listed = pfn < mm.pages() && placements.get(pfn) != Placement.FSDAX;
            layout.intCell("page_lock[" + pfn + "]", 0);
            boolean inBatch = batched && pfn == 0 && listed;
            boolean isNew = inBatch && placements.get(pfn) == Placement.SECRET;
            layout.intCell("lru[" + pfn + "]", !listed ? NO_LIST : isNew ? ISOLATED : ON_LIST);
            layout.intCell("batch[" + pfn + "]", inBatch ? 1 : 0);
            layout.intCell("data[" + pfn + "]", 0);
            layout.intCell("woken[" + pfn + "]", 0);
        }
        lruLock = layout.intCell("lru_lock", 0);
        pagemap = layout.intCell("pgmap", placements.contains(Placement.DEVDAX) ? 1 : 0);
    }

    /** {@return where the page lies} */
    public Placement placement(int pfn) {
        return placements.get(pfn);
    }

    /** {@return whether the page is a block of a file system} */
    public boolean isDax(int pfn) {
        return placement(pfn) == Placement.FSDAX;
    }

    /** {@return whether the page is a device's, whose pagemap has to be held while it is looked at} */
    public boolean isDevice(int pfn) {
        return placement(pfn) == Placement.DEVDAX;
    }

    /** {@return whether there is memory that is secret} Source: {@code CONFIG_SECRETMEM}. */
    public boolean hasSecret() {
        return placements.contains(Placement.SECRET);
    }

    /** {@return the int cell of the references to the device's pagemap: one of the device while its pages are mapped} */
    public int pagemap() {
        return pagemap;
    }

    /** {@return mem_map} */
    public FrameTable frames() {
        return frames;
    }

    /** {@return the address space} */
    public AddressSpace mm() {
        return mm;
    }

    /** {@return the lease that the owner of a long-term pin of FS-DAX holds, where there are leases} */
    public FileLease lease() {
        return lease;
    }

    /** {@return the lock cell of {@code PG_locked}} */
    public int pageLock(int pfn) {
        return cell(pfn, LOCK);
    }

    /** {@return the int cell that says whether the page may be isolated, written under {@code lru_lock}} */
    public int lru(int pfn) {
        return cell(pfn, LRU);
    }

    /** {@return the int cell that says whether a batch has a reference, written under {@code lru_lock}} */
    public int batch(int pfn) {
        return cell(pfn, BATCH);
    }

    /** {@return the int cell of the content's version} */
    public int data(int pfn) {
        return cell(pfn, DATA);
    }

    /** {@return the int cell that says whether who waits for the page to be idle was woken} */
    public int woken(int pfn) {
        return cell(pfn, WAKE);
    }

    /** {@return the lock cell of {@code lru_lock}; it is an inner lock of all others but the zone's} */
    public int lruLock() {
        return lruLock;
    }

    private int cell(int pfn, int field) {
        return first + pfn * FIELDS + field;
    }
}
