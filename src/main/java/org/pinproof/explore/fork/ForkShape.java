package org.pinproof.explore.fork;

import java.util.Locale;
import org.pinproof.explore.ScriptException;
import org.pinproof.kernel.fork.AnonPages;
import org.pinproof.kernel.fork.PrivateMapping;
import org.pinproof.kernel.fork.PrivateMapping.Area;
import org.pinproof.kernel.fork.PrivateMapping.ReuseRule;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;

/**
 * What a private mapping looks like at first, and the rules it is under.
 *
 * @param writable whether it has {@code VM_WRITE}
 * @param area what kind of entries it has
 * @param reuse when a write fault copies
 * @param frames how many frames there are, the page behind included
 * @param vpns how many pages are mapped; all but the first show nothing at first
 */
public record ForkShape(Layout layout, boolean writable, Area area, ReuseRule reuse, int frames, int vpns) {

    /** How the first page of the mapping looks at first. */
    public enum Layout {
        /** Frame 1, the parent's alone, as a store leaves it. */
        PRIVATE(true, true, true),
        /** Frame 1, the parent's alone, as reading it in from swap leaves it. */
        READONLY(false, false, true),
        /** Frame 1, which the parent has shared with its child. */
        SHARED(false, true, false),
        /** The page behind. */
        BEHIND(false, false, false),
        /** Nothing. */
        NONE(false, false, false);

        private final boolean writable;
        private final boolean dirty;
        private final boolean exclusive;

        Layout(boolean writable, boolean dirty, boolean exclusive) {
            this.writable = writable;
            this.dirty = dirty;
            this.exclusive = exclusive;
        }

        /** {@return the name in scripts, and in the specification} */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** {@return whether there is a child at first} */
        public boolean isBorn() {
            return this == SHARED;
        }

        private int frame() {
            return this == BEHIND ? AnonPages.BEHIND : 1;
        }

        /** How many entries map this frame. */
        private int mappings(int pfn) {
            return this == NONE || pfn != frame() ? 0 : this == SHARED ? 2 : 1;
        }

        private long entry() {
            if (this == NONE) {
                return Pte.NONE;
            }
            long entry = dirty ? Pte.makeDirty(Pte.page(frame())) : Pte.page(frame());
            return writable ? entry : Pte.writeProtect(entry);
        }
    }

    private static final int MOST_FRAMES = 6;
    private static final int MOST_VPNS = 2;

    /** Rejects shapes that nothing can be asked of. */
    public ForkShape {
        if (frames < 2 || frames > MOST_FRAMES || vpns < 1 || vpns > MOST_VPNS) {
            throw new ScriptException("there are 2 to " + MOST_FRAMES + " frames and 1 or 2 vpns; found " + frames
                    + " and " + vpns + ". Frame 0 is the page behind the mapping.");
        }
    }

    /** {@return the mapping of this shape, as {@code Init} of {@code spec/Fork.tla} has it} */
    PrivateMapping layOut(MemoryLayout cells) {
        FrameTable.Initial[] counts = new FrameTable.Initial[frames];
        AnonPages.Initial[] pages = new AnonPages.Initial[frames];
        for (int pfn = 0; pfn < frames; pfn++) {
            int mappings = layout.mappings(pfn);
            boolean anon = AnonPages.isAnon(pfn) && mappings > 0;
            int count = mappings + (pfn == AnonPages.BEHIND ? 1 : 0);
            counts[pfn] = new FrameTable.Initial(count, pfn, count == 0);
            pages[pfn] = new AnonPages.Initial(anon && layout.exclusive, mappings, anon ? 0 : AnonPages.NO_INDEX);
        }
        long[] ptes = new long[vpns];
        ptes[0] = layout.entry();
        AnonPages anon = new AnonPages(cells, new FrameTable(cells, counts), pages);
        return PrivateMapping.layOut(cells, anon, layout.isBorn(), writable, reuse, area, ptes);
    }

    /** {@return the shape as it begins a script} */
    @Override
    public String toString() {
        return "fork/" + layout.text() + (writable ? "" : "-unwritable")
                + (area == Area.PTE ? "" : "-" + area.name().toLowerCase(Locale.ROOT)) + "/"
                + reuse.name().toLowerCase(Locale.ROOT) + "/" + frames + "/" + vpns;
    }
}
