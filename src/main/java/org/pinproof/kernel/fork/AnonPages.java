package org.pinproof.kernel.fork;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.MemoryLayout;

/**
 * What {@code struct page} knows of each frame beyond its count, where frames are anonymous memory: {@code PageAnonExclusive}, how
 * many entries map it, the swap cache, {@code page->index}, and its content.
 *
 * <p>Frame {@link #BEHIND} is what a private mapping shows until it is written: a page of a file, or the zero page. It is never
 * anonymous, never freed, and holds version 0 for ever. References of an anonymous page are one of each entry, and one of the
 * swap cache while the page is in it. Content is a version: every store makes the next one. Int cells throughout; all of them
 * are written by holders of several page-table locks, so no access to them is plain.
 */
public final class AnonPages {
    /** The page behind a private mapping. */
    public static final int BEHIND = 0;

    /** In place of a virtual page number: the frame has no {@code page->index}. */
    public static final int NO_INDEX = -1;

    private static final int EXCLUSIVE = 0;
    private static final int MAPCOUNT = 1;
    private static final int SWAP = 2;
    private static final int INDEX = 3;
    private static final int DATA = 4;
    private static final int CUT = 5;
    private static final int FIELDS = 6;

    private static final int SHARED = 1 << 2;

    private final FrameTable frames;
    private final int first;
    private final int swapLock;
    private final int bus;

    /**
     * How a frame looks at first.
     *
     * @param mapcount how many entries map it
     * @param index its {@code page->index}, or {@link #NO_INDEX}
     */
    public record Initial(boolean exclusive, int mapcount, int index) {}

    /** Lays out the cells of each frame; nothing is in the swap cache. */
    public AnonPages(MemoryLayout layout, FrameTable frames, Initial... pages) {
        this.frames = frames;
        first = layout.size();
        for (int pfn = 0; pfn < pages.length; pfn++) {
            layout.intCell("exclusive[" + pfn + "]", pages[pfn].exclusive() ? 1 : 0);
            layout.intCell("mapcount[" + pfn + "]", pages[pfn].mapcount());
            layout.intCell("swap_users[" + pfn + "]", 0);
            layout.intCell("index[" + pfn + "]", pages[pfn].index());
            layout.intCell("data[" + pfn + "]", 0);
            layout.intCell("cut[" + pfn + "]", pages[pfn].mapcount() > 1 ? SHARED : 0);
        }
        swapLock = layout.intCell("swap_lock", 0);
        bus = layout.intCell("bus", 0);
    }

    /** {@return mem_map} */
    public FrameTable frames() {
        return frames;
    }

    /** {@return whether the frame, if it is in use, is anonymous memory} Source: {@code PageAnon}. */
    public static boolean isAnon(int pfn) {
        return pfn != BEHIND;
    }

    /** {@return the int cell of {@code PageAnonExclusive}} */
    public int exclusive(int pfn) {
        return cell(pfn, EXCLUSIVE);
    }

    /** {@return the int cell of the number of entries that map the page; an entry that is cleared under its lock still counts} */
    public int mapcount(int pfn) {
        return cell(pfn, MAPCOUNT);
    }

    /**
     * {@return the int cell of who needs the page in the swap cache: its swap entries, and who is putting it there} The page is
     * in the swap cache, which has a reference, while there is any; written under {@link #swapLock}.
     */
    public int swapUsers(int pfn) {
        return cell(pfn, SWAP);
    }

    /** {@return the int cell of {@code page->index}, by which the entries of a page are found} */
    public int index(int pfn) {
        return cell(pfn, INDEX);
    }

    /** {@return the int cell of the content's version, which every store changes by an atomic addition} */
    public int data(int pfn) {
        return cell(pfn, DATA);
    }

    /**
     * {@return the int cell that says to whom the page need not be what an address shows} No kernel has it, and the code does not
     * read it: that is for whoever judges to know.
     */
    public int cut(int pfn) {
        return cell(pfn, CUT);
    }

    /** {@return whether this address space has unmapped the page since it was allocated} */
    public static boolean isUnmapped(int cut, int mm) {
        return (cut & 1 << mm) != 0;
    }

    /** {@return whether the page has been shared since it was allocated: plain references are left to themselves} */
    public static boolean isShared(int cut) {
        return (cut & SHARED) != 0;
    }

    /** Notes that this address space has unmapped the page. */
    void unmapped(LockedMemory held, int pfn, int mm) {
        // opaque, release: no kernel has this word, and nothing is ordered by it. The other address space changes it
        // under
        // a lock of its own, so neither access may be plain; that no bit is lost is because a step is one.
        held.setIntRelease(cut(pfn), held.getIntOpaque(cut(pfn)) | 1 << mm);
    }

    /** Notes that the page is shared from now on. */
    void shared(LockedMemory held, int pfn) {
        // opaque, release: as in unmapped().
        held.setIntRelease(cut(pfn), held.getIntOpaque(cut(pfn)) | SHARED);
    }

    /** {@return the lock cell of the swap cache; never kept across steps} */
    public int swapLock() {
        return swapLock;
    }

    /**
     * {@return the lock cell that makes one step of what hardware does in one go, and of looks at words of a page that are
     * compared with one another} Never kept across steps; no kernel has it.
     */
    public int bus() {
        return bus;
    }

    private int cell(int pfn, int field) {
        return first + pfn * FIELDS + field;
    }

    boolean isExclusive(LockedMemory held, int pfn) {
        // volatile: behind the exchange or the lock of before; who clears the mark does so with the entry gone.
        return held.getIntVolatile(exclusive(pfn)) != 0;
    }

    void setExclusive(LockedMemory held, int pfn, boolean exclusive) {
        // release: pairs with FastExclCheck. A mark that goes is gone before the entry is back, or a walker that reads
        // the entry anew could find the mark of before.
        held.setIntRelease(exclusive(pfn), exclusive ? 1 : 0);
    }

    /** One entry more maps the page, or one less. */
    void addMappings(LockedMemory held, int pfn, int more) {
        // full: another address space has a lock of its own.
        held.getAndAddInt(mapcount(pfn), more);
    }

    /** More references for entries, or fewer; never the last one. */
    void addReferences(LockedMemory held, int pfn, int more) {
        // full: walkers add without any lock.
        held.getAndAddInt(frames.refcount(pfn), more);
    }

    /** A user of the swap cache more; {@return whether it is the first} */
    boolean addSwapUser(LockedMemory held, int pfn) {
        // full, though the swap cache's lock would do: pairs with the other users' additions, which hold it as well.
        // Were
        // one lost, the page would leave the swap cache while an entry needs it there.
        return held.locked(swapLock, cache -> cache.getAndAddInt(swapUsers(pfn), 1)) == 0;
    }

    /** A user of the swap cache less; {@return whether it was the last} */
    boolean dropSwapUser(LockedMemory held, int pfn) {
        // full: pairs with addSwapUser and with the others who drop; all that was done by way of an entry happens
        // before the
        // last one takes the page out of the swap cache. Two last ones would drop the cache's reference twice.
        return held.locked(swapLock, cache -> cache.getAndAddInt(swapUsers(pfn), -1)) == 1;
    }
}
