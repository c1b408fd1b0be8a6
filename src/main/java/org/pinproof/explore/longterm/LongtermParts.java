package org.pinproof.explore.longterm;

import org.pinproof.explore.Holder;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.longterm.BreakLayouts;
import org.pinproof.kernel.longterm.DaxCheck;
import org.pinproof.kernel.longterm.DaxRelease;
import org.pinproof.kernel.longterm.ExpectedRefs;
import org.pinproof.kernel.longterm.FastRule;
import org.pinproof.kernel.longterm.FollowPte;
import org.pinproof.kernel.longterm.HardLongtermGup;
import org.pinproof.kernel.longterm.LeasedDaxCheck;
import org.pinproof.kernel.longterm.LongtermFastGup;
import org.pinproof.kernel.longterm.LongtermGup;
import org.pinproof.kernel.longterm.LruLists;
import org.pinproof.kernel.longterm.MigratePage;
import org.pinproof.kernel.longterm.PlacedPages;
import org.pinproof.kernel.longterm.SoftLongtermGup;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;

/** Makes the parts of a kernel that a mutant may replace; each method makes the correct one. */
class LongtermParts {

    DaxRelease release(Memory memory, PlacedPages pages, PageAllocator allocator) {
        return new DaxRelease(memory, pages, allocator);
    }

    LongtermFastGup fast(Memory memory, PlacedPages pages, PageAllocator allocator, FastRule rule, Release release) {
        return new LongtermFastGup(memory, pages, allocator, rule, release);
    }

    FollowPte follow(Memory memory, PlacedPages pages, FastRule rule) {
        return new FollowPte(memory, pages);
    }

    LruLists lists(Memory memory, PlacedPages pages) {
        return new LruLists(memory, pages);
    }

    Holder holder() {
        return new Holder();
    }

    ExpectedRefs expected() {
        return new ExpectedRefs();
    }

    DaxCheck daxCheck(PlacedPages pages, boolean leases) {
        return leases ? new LeasedDaxCheck(pages.lease()) : new DaxCheck();
    }

    MigratePage migrate(
            Memory memory,
            PlacedPages pages,
            PageAllocator allocator,
            LruLists lists,
            ExpectedRefs expected,
            boolean patient) {
        return new MigratePage(memory, pages, allocator, lists, expected, patient);
    }

    LongtermGup slow(Memory memory, LongtermGup.Parts parts, boolean soft) {
        return soft ? new SoftLongtermGup(memory, parts) : new HardLongtermGup(memory, parts);
    }

    BreakLayouts layouts(Memory memory, PlacedPages pages, boolean leases) {
        return new BreakLayouts(memory, pages, leases);
    }
}
