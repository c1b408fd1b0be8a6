package org.pinproof.kernel.mm;

/**
 * What {@code struct page} and its file know of one page beyond the count: mapping, lock, flags, buffers, and the content in
 * memory and on disk.
 *
 * <p>A page has two halves with a buffer each. Content is a version: every store makes the next one. Int cells throughout.
 */
public final class FilePage {
    /** Halves of a page, and buffers. */
    public static final int HALVES = 2;

    /** {@code page->mapping} is NULL. */
    public static final int NO_MAPPING = 0;
    /** The page is in a file's page cache. */
    public static final int FILE = 1;
    /** The page is anonymous. */
    public static final int ANON = 2;

    /** A half without a {@code buffer_head}. */
    public static final int NO_BUFFER = 0;
    /** A buffer that is as on disk. */
    public static final int CLEAN = 1;
    /** {@code BH_Dirty}. */
    public static final int DIRTY = 2;

    private final int mapping;
    private final int pageLock;
    private final int dirty;
    private final int writeback;
    private final int buffers;
    private final int privateLock;
    private final int data;
    private final int disk;
    private final int reserved;
    private final int checksum;
    private final int cut;
    private final int bus;

    /**
     * Lays out the cells.
     *
     * @param mapping {@link #NO_MAPPING}, {@link #FILE} or {@link #ANON}
     * @param dirty {@code PG_dirty}; of a file's page, its file system knows
     * @param buffer what each half's buffer is
     */
    public FilePage(MemoryLayout layout, int mapping, boolean dirty, int buffer) {
        this.mapping = layout.intCell("mapping", mapping);
        pageLock = layout.intCell("PG_locked", 0);
        this.dirty = layout.intCell("PG_dirty", dirty ? 1 : 0);
        writeback = layout.intCell("PG_writeback", 0);
        privateLock = layout.intCell("private_lock", 0);
        buffers = halves(layout, "buffer", buffer);
        data = halves(layout, "data", 0);
        disk = halves(layout, "disk", 0);
        reserved = layout.intCell("reserved", dirty ? 1 : 0);
        checksum = halves(layout, "checksum", -1);
        cut = layout.intCell("cut", 0);
        bus = layout.intCell("bus", 0);
    }

    private static int halves(MemoryLayout layout, String name, int initial) {
        int first = layout.size();
        for (int half = 0; half < HALVES; half++) {
            layout.intCell(name + "[" + half + "]", initial);
        }
        return first;
    }

    /** {@return the cell of {@code page->mapping}, written under the page lock; of a page that nobody holds, by the allocator} */
    public int mapping() {
        return mapping;
    }

    /** {@return the lock cell of {@code PG_locked}} */
    public int pageLock() {
        return pageLock;
    }

    /** {@return the cell of {@code PG_dirty}; set under {@code private_lock}, cleared under the page lock} */
    public int dirty() {
        return dirty;
    }

    /** {@return the cell of {@code PG_writeback}; set under the page lock and {@code private_lock}, cleared without} */
    public int writeback() {
        return writeback;
    }

    /** {@return the lock cell of {@code mapping->private_lock}, which is never kept across steps} */
    public int privateLock() {
        return privateLock;
    }

    /** {@return the cell of this half's buffer, written under {@code private_lock}} */
    public int buffer(int half) {
        return buffers + half;
    }

    /** {@return the cell of this half's version in memory, which every store changes by an atomic addition} */
    public int data(int half) {
        return data + half;
    }

    /** {@return the cell of this half's version on disk, written by whoever began the write under way} */
    public int disk(int half) {
        return disk + half;
    }

    /** {@return the cell of the file system's reservation: 1 from page_mkwrite until the write that it was for} */
    public int reserved() {
        return reserved;
    }

    /** {@return the cell of the checksum that the write under way carries of this half: its version, or -1} */
    public int checksum(int half) {
        return checksum + half;
    }

    /**
     * {@return the cell that says that the content was given up on purpose: 1 once the page was truncated, or unmapped while
     * it was anonymous}
     *
     * <p>Written under the page lock of a file's page, under the page-table lock of an anonymous one. No kernel has it, and the
     * code does not read it: what is lost afterwards is owed to nobody, and that is for whoever judges to know.
     */
    public int cut() {
        return cut;
    }

    /**
     * {@return the lock cell that makes what hardware does in one go one step}
     *
     * <p>Stores and fills of CPUs, stores and reads of devices, shootdowns. Never kept across steps; no kernel has it.
     */
    public int bus() {
        return bus;
    }

    /** {@return whether the page has buffers} */
    public boolean isBuffered(LockedMemory memory) {
        return memory.getInt(buffer(0)) != NO_BUFFER;
    }

    /**
     * Marks the page dirty, and every buffer it has. Source: {@code fs/buffer.c::__set_page_dirty_buffers}.
     *
     * @param memory inside a section that does not hold {@code private_lock}
     */
    public void setDirty(LockedMemory memory) {
        memory.locked(privateLock, this::setDirtyUnder);
    }

    /** As {@link #setDirty}, where {@code private_lock} is held; {@return 1} */
    public long setDirtyUnder(LockedMemory held) {
        if (isBuffered(held)) {
            setBuffers(held, DIRTY);
        }
        // release: pairs with WbTestClear, which does not take private_lock: the write that takes this mark away reads
        // the stores it is for. RclDirtyRecheck finds it by way of the count.
        held.setIntRelease(dirty, 1);
        return 1;
    }

    /** Sets every buffer; {@code private_lock} is held. */
    public void setBuffers(LockedMemory held, int state) {
        for (int half = 0; half < HALVES; half++) {
            held.setInt(buffer(half), state);
        }
    }
}
