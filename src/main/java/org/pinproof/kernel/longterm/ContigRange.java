package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.CmaIsolate;
import static org.pinproof.kernel.mm.KernelStep.LruIsolate;

/** Those who want a page's frame, or only look at the page. Source: {@code mm/page_alloc.c::alloc_contig_range}. */
public final class ContigRange {
    private final LruLists lists;
    private final MigratePage migrate;

    /** Takes pages off these lists, and moves them. */
    public ContigRange(LruLists lists, MigratePage migrate) {
        this.lists = lists;
        this.migrate = migrate;
    }

    /**
     * Drains the batches, and moves the CMA page that this vpn maps, so that its frame is free; nothing if it cannot be had.
     *
     * @return whether it cannot be had because somebody else has isolated it
     */
    public boolean allocate(int vpn) {
        int pfn = lists.isolateMapped(CmaIsolate, vpn, Placement.CMA);
        if (pfn >= 0) {
            migrate.migrate(pfn);
        }
        return pfn == LruLists.ELSEWHERE;
    }

    /** Isolates the page, and puts it back. Source: {@code mm/compaction.c::isolate_migratepages_block}. */
    public void look(int vpn) {
        int pfn = lists.isolateMapped(LruIsolate, vpn, null);
        if (pfn >= 0) {
            lists.putback(pfn);
        }
    }
}
