package org.pinproof.benchmark;

import com.google.common.base.Preconditions;
import org.pinproof.kernel.mm.AddressSpace;

/**
 * What each thread does.
 *
 * @param pages of the mapping, for each thread its own
 * @param perCall pages that one call asks for
 * @param write whether the caller is going to store to them
 * @param threads how many do it at once, in one address space
 */
public record Workload(Mapping mapping, int pages, int perCall, boolean write, int threads) {
    /** Half a gigabyte of cells for as much as two gigabytes of pages. */
    public static final int MOST_PAGES = 1 << 19;

    /** @throws IllegalArgumentException with a message for people if a number is out of its range */
    public Workload {
        Preconditions.checkArgument(threads >= 1, "there must be at least 1 thread; found %s", threads);
        Preconditions.checkArgument(pages >= 1, "the mapping must have at least 1 page; found %s", pages);
        Preconditions.checkArgument(
                (long) pages * threads <= MOST_PAGES,
                "all threads together can have %s pages; found %s pages for each of %s",
                MOST_PAGES,
                pages,
                threads);
        Preconditions.checkArgument(
                perCall >= 1 && perCall <= pages,
                "a call asks for at least 1 page and at most the mapping's %s; found %s",
                pages,
                perCall);
        Preconditions.checkArgument(
                mapping == Mapping.PTES || pages % AddressSpace.PAGES_PER_PMD == 0,
                "what is mapped by huge entries is a multiple of %s pages; found %s",
                AddressSpace.PAGES_PER_PMD,
                pages);
    }
}
