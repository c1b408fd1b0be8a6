package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FltInstall;
import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;

/**
 * A page's mappings as a number, {@code page_mapcount}: each holds a reference, and the page-table lock keeps it.
 *
 * <p>Left out: which entries they are. Zap and fault are one step each, as the entry that comes or goes is nobody's to see.
 */
public final class CountedMaps {
    private static final long NOT_MAPPED = -1;

    private final Memory memory;
    private final FrameTable frames;
    private final Cells cells;
    private final PinAccounting accounting;
    private final Release release;

    /** Where the numbers are, and the lock they change under. */
    public record Cells(int first, int lock) {
        /** Lays out one number for each page. */
        public static Cells of(MemoryLayout layout, int lock, Iterable<Integer> maps) {
            int first = layout.size();
            int pfn = 0;
            for (int initial : maps) {
                layout.intCell("maps[" + pfn++ + "]", initial);
            }
            return new Cells(first, lock);
        }

        /** {@return the int cell of a page's number} */
        public int maps(int pfn) {
            return first + pfn;
        }
    }

    /** Maps pages of this table, whose references end by this release. */
    public CountedMaps(Memory memory, FrameTable frames, Cells cells, PinAccounting accounting, Release release) {
        this.memory = memory;
        this.frames = frames;
        this.cells = cells;
        this.accounting = accounting;
        this.release = release;
    }

    /** Maps a free page for the first time; nothing if it is not free. Source: {@code mm/memory.c::do_anonymous_page}. */
    public void install(int pfn) {
        memory.locked(
                FltInstall,
                cells.lock(),
                ptl -> ptl.locked(frames.zoneLock(), zone -> {
                    if (zone.getInt(frames.free(pfn)) != 0) {
                        zone.setInt(frames.free(pfn), 0);
                        // release: a walker's grab, which needs no lock, succeeds from here on.
                        zone.setIntRelease(frames.refcount(pfn), 1);
                        zone.setInt(cells.maps(pfn), 1);
                    }
                    return 0;
                }));
    }

    /** One mapping goes, and its reference with it; nothing if there is none. Source: {@code mm/memory.c::zap_pte_range}. */
    public void zap(int pfn) {
        long before = memory.locked(ZapPut, cells.lock(), ptl -> {
            int maps = ptl.getInt(cells.maps(pfn));
            if (maps == 0) {
                return NOT_MAPPED;
            }
            ptl.setInt(cells.maps(pfn), maps - 1);
            // full: everything done through the mapping happens before the page is freed by whoever drops it last.
            return Integer.toUnsignedLong(ptl.getAndAddInt(frames.refcount(pfn), -1));
        });
        if (before >= 0) {
            release.dropped(pfn, (int) before, (int) before - 1);
        }
    }

    /**
     * {@return whether the slow path took a reference} The mapping's own keeps the count from zero; a count that is not positive
     * is refused. Source: {@code mm/gup.c::follow_page_pte}, {@code try_grab_page}.
     */
    public boolean follow(int pfn, boolean pin) {
        return memory.locked(SlowFollow, cells.lock(), ptl -> followUnder(ptl, pfn, pin) ? 1 : 0) != 0;
    }

    private boolean followUnder(LockedMemory ptl, int pfn, boolean pin) {
        // opaque: walkers add and subtract without the lock, so it may be old at once, which matters to the limit
        // alone. From zero the mapping keeps it, and the mapping goes under this lock only.
        if (ptl.getInt(cells.maps(pfn)) == 0 || ptl.getIntOpaque(frames.refcount(pfn)) <= 0) {
            return false;
        }
        accounting.addUnder(ptl, pfn, pin);
        return true;
    }
}
