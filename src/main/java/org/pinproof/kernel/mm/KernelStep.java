package org.pinproof.kernel.mm;

/**
 * The step catalogue: every atomic step of the kernel code, named as the action of {@code spec/GupFast.tla} it performs.
 *
 * <p>Order of declaration: walker, slow path, release, checker, unmapper, allocator.
 */
public enum KernelStep implements Step {
    /** Snapshot of the pmd; {@code mm/gup.c::gup_pmd_range}. */
    FastReadPmd,
    /** Snapshot of the pte; {@code mm/gup.c::gup_pte_range}. */
    FastReadPte,
    /** {@code compound_head()} before there is a reference; {@code mm/gup.c::try_get_compound_head}. */
    FastReadHead,
    /** The limit check, a plain load; {@code mm/gup.c::try_get_compound_head}. */
    FastReadCount,
    /** The addition unless zero; {@code include/linux/page_ref.h::page_ref_add_unless}. */
    FastGrab,
    /** {@code compound_head()} again, now that it cannot change; {@code mm/gup.c::try_get_compound_head}, 5.14. */
    FastHeadRecheck,
    /** The entry again, by value; {@code mm/gup.c::gup_pte_range}, {@code gup_huge_pmd}. */
    FastRecheck,
    /** The exact inverse of the grab; {@code mm/gup.c::put_compound_head}. */
    FastUndo,
    /** {@code pages[nr++] = page}. */
    FastRecord,
    /** One page under the PTL, fault included; {@code mm/gup.c::follow_page_pte}, {@code faultin_page}. */
    SlowFollow,
    /** {@code compound_head()} of a page the caller holds; {@code mm/gup.c::unpin_user_page}. */
    RelReadHead,
    /** Subtract and test; {@code include/linux/page_ref.h::page_ref_sub_and_test}. */
    RelSub,
    /** The page goes back to the allocator; {@code mm/page_alloc.c::__free_pages_ok}. */
    RelFree,
    /** The entry is exchanged for none; {@code mm/rmap.c::page_mkclean_one}. */
    WbMkcleanClear,
    /** The second half of {@code ptep_clear_flush}. */
    WbMkcleanFlush,
    /** The entry comes back clean and write-protected; {@code mm/rmap.c::page_mkclean_one}. */
    WbMkcleanSet,
    /** {@code page_dma_pinned()}, asked last. */
    WbPinTest,
    /** The entry is exchanged for none; {@code mm/memory.c::zap_pte_range}. */
    ZapClear,
    /** Flush, and drop the PTL; {@code mm/memory.c::zap_pte_range} in its forced form, which flushes first. */
    ZapFlush,
    /** The mapping's reference is dropped; {@code mm/memory.c::zap_pte_range}. */
    ZapPut,
    /** A fault maps a fresh page; {@code mm/memory.c::do_anonymous_page}. */
    FltInstall,
    /** Somebody else gets the frame; {@code mm/page_alloc.c::prep_new_page}. */
    AllocPage
}
