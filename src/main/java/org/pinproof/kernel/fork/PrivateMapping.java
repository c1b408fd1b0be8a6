package org.pinproof.kernel.fork;

import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.MemoryLayout;

/**
 * A private mapping of the parent, which the child gets by the fork: the world of this package.
 *
 * @param child born by the fork; until then nobody calls anything of it
 * @param born the int cell that says whether it is
 * @param tasklistLock the lock cell of {@code tasklist_lock}; never kept across steps
 * @param writable whether the mapping has {@code VM_WRITE}
 */
public record PrivateMapping(
        AnonPages pages,
        MmStruct parent,
        MmStruct child,
        int born,
        int tasklistLock,
        boolean writable,
        ReuseRule reuse,
        Area area) {

    /** When a write fault may use a page as it is instead of copying it. */
    public enum ReuseRule {
        /** It is exclusive, or nobody else has a reference. Since 6c287605fd56 (5.19). */
        EXCLUSIVE,
        /** Nobody else has a reference. 09854ba94c6a (5.9). */
        REFCOUNT
    }

    /** What kind of entries the mapping has; fork has a function for each. */
    public enum Area {
        /** {@code mm/memory.c::copy_pte_range}. */
        PTE,
        /** {@code mm/huge_memory.c::copy_huge_pmd}. */
        PMD,
        /** {@code mm/hugetlb.c::copy_hugetlb_page_range}. */
        HUGETLB
    }

    /**
     * Lays out the mapping; the entries are the same for both, unless there is no child yet.
     *
     * @param isBorn whether there is
     */
    public static PrivateMapping layOut(
            MemoryLayout layout,
            AnonPages pages,
            boolean isBorn,
            boolean writable,
            ReuseRule reuse,
            Area area,
            long... ptes) {
        return new PrivateMapping(
                pages,
                MmStruct.layOut(layout, 0, ptes),
                MmStruct.layOut(layout, 1, isBorn ? ptes : new long[ptes.length]),
                layout.intCell("born", isBorn ? 1 : 0),
                layout.intCell("tasklist_lock", 0),
                writable,
                reuse,
                area);
    }

    /** {@return the address space of the parent, which is 0, or of the child, which is 1} */
    public MmStruct mm(int number) {
        return number == 0 ? parent : child;
    }

    /** {@return how many pages it has; vpns are numbered from 0} */
    public int vpns() {
        return parent.table().pages();
    }

    FrameTable frames() {
        return pages.frames();
    }

    int refcount(int pfn) {
        return frames().refcount(pfn);
    }
}
