package org.pinproof.kernel.mm;

import java.util.List;

/**
 * The second and third {@code struct page} of compound pages: the order, and how many pins there are.
 *
 * <p>A cell for every frame, of which only a large head's mean anything: an order of 0 is a single page, and so is what a
 * tail's says. In the kernel the pin count needs an order of at least 2, for want of a third {@code struct page}; that is left
 * out. Source: {@code include/linux/mm_types.h}, {@code hpage_pinned_refcount} (47e29d32afba), {@code _pincount} since 6.3.
 */
public final class CompoundPages {
    private static final int FIELDS = 2;

    private final int first;

    /** Lays out both cells of each frame. */
    public CompoundPages(MemoryLayout layout, List<Integer> orders) {
        first = layout.size();
        for (int pfn = 0; pfn < orders.size(); pfn++) {
            layout.intCell("order[" + pfn + "]", orders.get(pfn));
            layout.intCell("pincount[" + pfn + "]", 0);
        }
    }

    /** {@return the int cell of {@code compound_order}: the head has 2^order pages} It changes with {@code compound_head}. */
    public int order(int head) {
        return first + head * FIELDS;
    }

    /** {@return the int cell of the exact pin count} */
    public int pincount(int head) {
        return first + head * FIELDS + 1;
    }
}
