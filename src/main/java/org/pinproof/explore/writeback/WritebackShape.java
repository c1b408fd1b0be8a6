package org.pinproof.explore.writeback;

import java.util.Locale;
import org.pinproof.kernel.mm.FilePage;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.writeback.WbPolicy;

/**
 * What the page is at first, and what is demanded of it.
 *
 * @param policy what writeback does with a page that may be pinned
 * @param stable whether a page must not change while it is being written
 * @param notifier whether a driver follows the page table by an MMU notifier
 */
public record WritebackShape(WbPolicy policy, boolean stable, boolean notifier, Layout layout) {

    /** How the page looks at first. */
    public enum Layout {
        /** Mapped for writing, by a fault that has told the file system. */
        DIRTY(Pte.makeDirty(Pte.page(0)), FilePage.FILE, true, FilePage.DIRTY),
        /** Mapped and written back: the entry is write-protected. */
        CLEAN(Pte.clean(Pte.page(0)), FilePage.FILE, false, FilePage.CLEAN),
        /** In the page cache, not mapped, without buffers. */
        CACHED(Pte.NONE, FilePage.FILE, false, FilePage.NO_BUFFER),
        /** Anonymous, after MADV_FREE: writable and clean, in no cache. */
        LAZYFREE(Pte.page(0), FilePage.ANON, false, FilePage.NO_BUFFER);

        private final long pte;
        private final int mapping;
        private final boolean dirty;
        private final int buffer;

        Layout(long pte, int mapping, boolean dirty, int buffer) {
            this.pte = pte;
            this.mapping = mapping;
            this.dirty = dirty;
            this.buffer = buffer;
        }

        /** {@return the element of the specification's {@code Layouts}} */
        public String specName() {
            return name().toLowerCase(Locale.ROOT);
        }

        long pte() {
            return pte;
        }

        int mapping() {
            return mapping;
        }

        boolean dirty() {
            return dirty;
        }

        int buffer() {
            return buffer;
        }

        /** The cache's reference, and the entry's. */
        int references() {
            return (mapping == FilePage.FILE ? 1 : 0) + (pte == Pte.NONE ? 0 : 1);
        }
    }

    /** {@return the shape as it begins a script} */
    @Override
    public String toString() {
        return "wb/" + policy + "/" + (stable ? "stable" : "unstable") + (notifier ? "-odp" : "") + "/"
                + layout.specName();
    }
}
