package org.pinproof.explore.count;

import org.pinproof.kernel.gup.CountedMaps;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.Pte;

/** The cells of a script: the counts of its pages, and how often each is mapped. */
public final class CountWorld {
    private final MemoryLayout layout = new MemoryLayout();
    private final FrameTable frames;
    private final AddressSpace mm;
    private final CountedMaps.Cells maps;

    CountWorld(CountScript script) {
        FrameTable.Initial[] initial = new FrameTable.Initial[script.maps().size()];
        for (int page = 0; page < initial.length; page++) {
            int count = script.maps().get(page);
            initial[page] = new FrameTable.Initial(count, page, count == 0);
        }
        frames = new FrameTable(layout, initial);
        // Nobody walks it: mappings are numbers here, and only its lock is theirs.
        mm = new AddressSpace(layout, Pte.NONE, Pte.NONE);
        maps = CountedMaps.Cells.of(layout, mm.ptl(), script.maps());
    }

    MemoryLayout layout() {
        return layout;
    }

    /** {@return mem_map} */
    public FrameTable frames() {
        return frames;
    }

    /** {@return the mappings' numbers} */
    public CountedMaps.Cells maps() {
        return maps;
    }

    AddressSpace mm() {
        return mm;
    }
}
