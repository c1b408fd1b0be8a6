package org.pinproof.explore.longterm;

import org.pinproof.explore.Holder;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.longterm.BreakLayouts;
import org.pinproof.kernel.longterm.ContigRange;
import org.pinproof.kernel.longterm.DevPagemap;
import org.pinproof.kernel.longterm.ExpectedRefs;
import org.pinproof.kernel.longterm.LongtermGup;
import org.pinproof.kernel.longterm.LruLists;
import org.pinproof.kernel.longterm.MigratePage;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/**
 * The kernel code of one world on one memory, simulated or real: stateless objects that know where their cells are.
 *
 * @param memory what all of it goes through
 */
public record LongtermKernel(
        Memory memory,
        Gup gup,
        Release release,
        LruLists lists,
        ContigRange range,
        BreakLayouts layouts,
        DevPagemap pagemap,
        Holder holder) {

    /** {@return the kernel of these pages, in the form that the shape asks for} */
    public static LongtermKernel of(Memory memory, PlacedPages pages, LongtermShape shape, LongtermMutant mutant) {
        LongtermParts parts = mutant.parts();
        PageAllocator allocator = new PageAllocator(memory, pages.frames());
        Release release = parts.release(memory, pages, allocator);
        LruLists lists = parts.lists(memory, pages);
        ExpectedRefs expected = parts.expected();
        MigratePage migrate = parts.migrate(memory, pages, allocator, lists, expected, shape.patient());
        LongtermGup.Parts slow = new LongtermGup.Parts(
                parts.follow(memory, pages, shape.fast()),
                pages,
                release,
                lists,
                migrate,
                parts.daxCheck(pages, shape.leases()),
                expected,
                shape.drains());
        Gup gup = new Gup(
                pages.mm(),
                parts.fast(memory, pages, allocator, shape.fast(), release),
                parts.slow(memory, slow, shape.soft()));
        return new LongtermKernel(
                memory,
                gup,
                release,
                lists,
                new ContigRange(lists, migrate),
                parts.layouts(memory, pages, shape.leases()),
                new DevPagemap(memory, pages),
                parts.holder());
    }
}
