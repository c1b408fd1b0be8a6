package org.pinproof.kernel.mm;

/**
 * The step catalogue: every atomic step of the kernel code, named as the action of a specification in {@code spec/} that it
 * performs.
 *
 * <p>Order of declaration: walker, slow path, release, checker, unmapper, allocator; then what only a file's page has: fault,
 * CPU, device, notifier, flusher, truncation, reclaim; then what only {@code Compound}, {@code Longterm}, {@code GupSlow}, {@code
 * Collapse} and {@code Fork} have. A specification lists its steps by ranges of this order, so a new one goes to the end of its part.
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
    /**
     * A fault maps a fresh page, {@code mm/memory.c::do_anonymous_page}; or makes a file's page writable, {@code
     * finish_mkwrite_fault}, {@code finish_fault}.
     */
    FltInstall,
    /** Somebody else gets the frame; {@code mm/page_alloc.c::prep_new_page}. */
    AllocPage,
    /** {@code page->mapping} of a page that is held, for long-term pins; {@code mm/gup.c::folio_fast_pin_allowed}, 6.5. */
    FastMappingCheck,
    /** {@code PageDirty} without the page lock; {@code mm/gup.c::unpin_user_pages_dirty_lock}. */
    RelDirtyTest,
    /** {@code mm/page-writeback.c::set_page_dirty_lock}. */
    RelDirtySet,
    /** The entry that a store faulted on; {@code mm/memory.c::handle_pte_fault}. */
    FltReadPte,
    /** {@code lock_page} and the look whether the file still has the page; {@code mm/memory.c::do_page_mkwrite}. */
    FltLock,
    /** {@code mm/page-writeback.c::wait_for_stable_page}. */
    FltWaitStable,
    /** The file system gets ready; {@code fs/buffer.c::block_page_mkwrite}. */
    FltMkwrite,
    /** {@code set_page_dirty} and {@code unlock_page}; {@code mm/memory.c::fault_dirty_shared_page}. */
    FltDirty,
    /** The entry was another one: {@code unlock_page}; {@code mm/memory.c::wp_page_shared}. */
    FltUnlock,
    /** The file has lost the page: {@code put_page}; {@code mm/memory.c::wp_page_shared}. */
    FltPut,
    /** A CPU walks the page table. */
    CpuTlbFill,
    /** A CPU stores through its TLB. */
    CpuStore,
    /** The device may store to the page; {@code dma_map_page}. */
    DmaMap,
    /** It may no more; {@code dma_unmap_page}. */
    DmaUnmap,
    /** The device stores. */
    DmaStore,
    /** The holder stores through the kernel's mapping; {@code copy_page_from_iter}. */
    KmapStore,
    /** {@code mm/mmu_notifier.c::mmu_interval_read_begin}. */
    MnReadBegin,
    /** {@code mmu_interval_read_retry}, and the device's translation; {@code umem_odp.c::ib_umem_odp_map_dma_pages}. */
    OdpMap,
    /** {@code mm/mmu_notifier.c::__mmu_notifier_invalidate_range_start}. */
    MnInvalidateStart,
    /** {@code mm/mmu_notifier.c::__mmu_notifier_invalidate_range_end}. */
    MnInvalidateEnd,
    /** The owner of a long-term pin finds itself killed. */
    LeaseKill,
    /** The time given to a lease's owner begins; {@code fs/locks.c::lease_break_time}. */
    LeaseTimer,
    /** The time given to a lease's owner is over; {@code fs/locks.c::time_out_leases}. */
    LeaseTimeout,
    /** {@code mm/filemap.c::file_write_and_wait_range} is called. */
    SyncCall,
    /** The file has no write under way any more; {@code mm/filemap.c::__filemap_fdatawait_range}. */
    SyncWait,
    /** It returns. */
    SyncReturn,
    /** {@code lock_page} and the looks at mapping and {@code PageDirty}; {@code mm/page-writeback.c::write_cache_pages}. */
    WbLock,
    /** {@code PageWriteback}: waited for by fsync, passed over by others; {@code write_cache_pages}. */
    WbWait,
    /** What the entry knew of dirt; {@code mm/page-writeback.c::clear_page_dirty_for_io}. */
    WbTransferDirty,
    /** {@code TestClearPageDirty}; {@code clear_page_dirty_for_io}. */
    WbTestClear,
    /** The page is copied, to be written from there; {@code block/bounce.c}. */
    WbBounce,
    /** {@code set_page_writeback} and the submission; {@code fs/buffer.c::__block_write_full_page}. */
    WbStart,
    /** {@code unlock_page}. */
    WbUnlock,
    /** The disk reads one half. */
    WbDevRead,
    /** {@code mm/filemap.c::end_page_writeback}. */
    WbEnd,
    /** Until the page is not pinned. */
    WbWaitPins,
    /** {@code fs/locks.c::__break_lease}. */
    WbBreakLease,
    /** One buffer written by itself; {@code fs/buffer.c::write_dirty_buffer}. */
    FsWriteBuffer,
    /** {@code lock_page}; {@code mm/truncate.c::truncate_inode_pages_range}. */
    TruncLock,
    /** {@code wait_on_page_writeback}; {@code truncate_inode_pages_range}. */
    TruncWait,
    /** The page is the file's no more; {@code mm/truncate.c::truncate_cleanup_page}. */
    TruncDelete,
    /** The cache's reference is dropped. */
    TruncPut,
    /** Isolated and locked; {@code mm/vmscan.c::shrink_page_list}. */
    RclLock,
    /** The entry is exchanged for none; {@code mm/rmap.c::try_to_unmap_one}. */
    RclUnmap,
    /** Flush, and what the entry knew of dirt; {@code try_to_unmap_one}. */
    RclFlush,
    /** May a page be dropped after MADV_FREE? {@code try_to_unmap_one}, 6c8e2a256915. */
    LazyRead,
    /** Dirty, or being written; {@code shrink_page_list}. */
    RclTestDirty,
    /** {@code page_dma_pinned()}, asked with the page unmapped. */
    RclPinTest,
    /** {@code fs/buffer.c::try_to_free_buffers}. */
    RclStripBuffers,
    /** {@code page_ref_freeze}; {@code mm/vmscan.c::__remove_mapping}. */
    RclFreeze,
    /** {@code PageDirty} behind the freeze; {@code __remove_mapping}. */
    RclDirtyRecheck,
    /** {@code page_ref_unfreeze}; {@code __remove_mapping}. */
    RclUnfreeze,
    /** Out of the cache; {@code mm/filemap.c::__delete_from_page_cache}. */
    RclDelete,
    /** The page stays; {@code mm/vmscan.c::putback_lru_page}. */
    RclKeep,

    // Compound pages: pin counts, counters, split.

    /** Large or not, of a head that is held; {@code mm/gup.c::try_grab_compound_head}, c24d37322548. */
    FastReadOrder,
    /** What makes a pin of the reference; {@code mm/gup.c::try_grab_compound_head}, {@code try_grab_folio}. */
    FastPinSecond,
    /** {@code smp_mb__after_atomic()}; {@code mm/gup.c::try_grab_folio}, 6.1. */
    FastFence,
    /** {@code nr_foll_pin_acquired}; {@code mm/gup.c::try_grab_compound_head}. */
    FastStat,
    /** The get in front of the mass subtraction; {@code mm/gup.c::put_compound_head}, a43e9820. */
    FastUndoGet,
    /** {@code page_ref_sub}, which does not look for zero; {@code mm/gup.c::put_compound_head}. */
    FastUndoSub,
    /** Large or not, of a page the caller holds; {@code mm/gup.c::put_compound_head}. */
    RelReadOrder,
    /** {@code nr_foll_pin_released}; {@code mm/gup.c::put_compound_head}. */
    RelStat,
    /** The exact pin count; {@code mm/gup.c::gup_put_folio}. */
    RelPincount,
    /** {@code lock_page}, and is there anything to split? {@code mm/huge_memory.c::split_huge_page_to_list}. */
    SplitLock,
    /** Migration entries for the page's own; {@code mm/huge_memory.c::unmap_page}. */
    SplitUnmap,
    /** {@code page_ref_freeze}; {@code split_huge_page_to_list}. */
    SplitFreeze,
    /** Every tail a page of its own; {@code mm/huge_memory.c::__split_huge_page_tail}. */
    SplitTails,
    /** The head's count is back; {@code mm/huge_memory.c::__split_huge_page}. */
    SplitUnfreeze,
    /** The entries are back; {@code mm/huge_memory.c::remap_page}. */
    SplitRemap,
    /** {@code unlock_page}; {@code __split_huge_page}. */
    SplitUnlock,
    /** {@code put_page} of each subpage; {@code __split_huge_page}. */
    SplitPut,

    // Long-term pins: spec/Longterm.tla.

    /** Where a page that is held lies, for long-term pins; {@code mm/gup.c::try_grab_folio}, {@code folio_is_longterm_pinnable}. */
    FastPlacementCheck,
    /** {@code pin_user_pages} for long, without a fast path; {@code mm/gup.c::__gup_longterm_locked}. */
    LtBegin,
    /** The page is being moved or split; {@code mm/migrate.c::migration_entry_wait}. */
    SlowMigWait,
    /** {@code mm/gup.c::check_dax_vmas}, 2019; {@code check_vma_flags}. */
    LtCheckDax,
    /** Must this page move? {@code mm/gup.c::collect_longterm_unpinnable_folios}. */
    LtCollect,
    /** Has the page more references than it should? {@code collect_longterm_unpinnable_folios}, 98c6d259319e. */
    LtDrainTest,
    /** {@code mm/swap.c::lru_add_drain_all}. */
    LtDrain,
    /** {@code mm/folio-compat.c::isolate_lru_page}, for a pin. */
    LtIsolate,
    /** {@code mm/gup.c::migrate_longterm_unpinnable_folios}: unpin_user_pages of the whole call. */
    LtUnpinAll,
    /** Once more from the first page; {@code mm/gup.c::__gup_longterm_locked}. */
    LtRetry,
    /** {@code -ENOMEM}; {@code mm/gup.c::migrate_longterm_unpinnable_folios}. */
    LtFail,
    /** The target; {@code mm/migrate.c::alloc_migration_target}. */
    MigAlloc,
    /** {@code lock_page}, and a migration entry; {@code mm/rmap.c::try_to_migrate_one}. */
    MigEntry,
    /** {@code page_ref_freeze}; {@code mm/migrate.c::folio_migrate_mapping}. */
    MigFreeze,
    /** {@code page_ref_unfreeze}; {@code folio_migrate_mapping}. */
    MigUnfreeze,
    /** {@code mm/migrate.c::folio_migrate_copy}. */
    MigCopy,
    /** {@code mm/migrate.c::remove_migration_pte}, and {@code unlock_page}. */
    MigRestore,
    /** Another pass can succeed; {@code mm/migrate.c::migrate_pages}. */
    MigWait,
    /** The old page's isolation ends; {@code mm/migrate.c::migrate_folio_done}. */
    MigPutOld,
    /** The target was not needed; {@code mm/migrate.c::migrate_folio_undo_dst}. */
    MigPutNew,
    /** {@code mm/vmscan.c::putback_lru_page}. */
    LruPutback,
    /** {@code isolate_lru_page}, by compaction or reclaim. */
    LruIsolate,
    /** {@code mm/page_alloc.c::alloc_contig_range}, {@code isolate_migratepages_range}. */
    CmaIsolate,
    /** {@code mm/swap.c::folio_mark_accessed}, {@code mm/mlock.c::mlock_folio}. */
    BatchAdd,
    /** The owner of a lease is told; {@code fs/xfs/xfs_pnfs.c::xfs_break_leased_layouts}. */
    LayoutBreak,
    /** {@code fs/dax.c::dax_layout_busy_page}, which unmaps. */
    LayoutUnmap,
    /** Queued to be woken; {@code include/linux/wait_bit.h::wait_var_event}. */
    LayoutPrepare,
    /** {@code fs/dax.c::dax_busy_page}. */
    LayoutCheck,
    /** {@code fs/xfs/xfs_file.c::xfs_wait_dax_page}. */
    LayoutWait,
    /** The blocks are freed. */
    LayoutFree,
    /** {@code mm/memremap.c::free_devmap_managed_page}, {@code wake_up_var}. */
    DaxWake,

    // The slow path, spec/GupSlow.tla; with SlowFollow, the steps of a release, ZapClear and ZapPut.

    /** The range; {@code mm/gup.c::internal_get_user_pages_fast}, and the caller's loop. */
    SlowCheckArgs,
    /** {@code mmap_read_lock}, by the caller or the call; {@code mm/gup.c::get_user_pages_unlocked}. */
    SlowLockMmap,
    /** {@code mmap_read_unlock}, by the caller or the call; {@code mm/gup.c::__get_user_pages_locked}. */
    SlowUnlockMmap,
    /** {@code find_vma}; {@code mm/gup.c::__get_user_pages}. */
    SlowFindVma,
    /** {@code mm/gup.c::check_vma_flags}. */
    SlowCheckVma,
    /** {@code fatal_signal_pending}; {@code mm/gup.c::__get_user_pages}, {@code __get_user_pages_locked}. */
    SlowSignal,
    /** The limit of the rest of a huge page; {@code mm/gup.c::try_get_folio}. */
    SlowReadCount,
    /** The rest of a huge page; {@code mm/gup.c::try_grab_folio}. */
    SlowGrabRest,
    /** The first reference back, as the rest is refused; {@code mm/gup.c::gup_put_folio}. */
    SlowPutFirst,
    /** {@code mm/memory.c::handle_mm_fault}, up to where it would sleep. */
    SlowFault,
    /** {@code mmap_read_lock} after {@code VM_FAULT_RETRY}; {@code mm/gup.c::__get_user_pages_locked}. */
    SlowRetryWake,
    /** The caller looks at an area it was handed; {@code mm/gup.c::check_dax_vmas}. */
    SlowUseVma,
    /** {@code mmap_read_unlock} in a fault; {@code fs/userfaultfd.c::handle_userfault}, {@code mm/filemap.c::__folio_lock_or_retry}. */
    FltDropMmap,
    /** {@code schedule}, until woken or killed; {@code handle_userfault}, {@code __folio_lock_or_retry}. */
    FltWait,
    /** Off the queue unwoken; {@code handle_userfault}. */
    FltDequeue,
    /** A writer queues; {@code kernel/locking/rwsem.c::rwsem_down_write_slowpath}. */
    MmapWriteWait,
    /** {@code mmap_write_lock}. */
    MmapWriteLock,
    /** {@code mmap_write_unlock}. */
    MmapWriteUnlock,
    /** The area leaves the tree; {@code mm/mmap.c::detach_vmas_to_be_unmapped}. */
    MunmapDetach,
    /** {@code mm/mmap.c::remove_vma}. */
    VmaFree,
    /** {@code mm/mmap.c::mmap_region}. */
    MmapInstall,
    /** {@code mmap_read_lock} of a fault's resolver; {@code mm/userfaultfd.c::mfill_atomic}. */
    UffdLockMmap,
    /** {@code mm/userfaultfd.c::mfill_atomic_install_pte}. */
    UffdCopy,
    /** {@code mmap_read_unlock}; {@code mfill_atomic}. */
    UffdUnlockMmap,
    /** {@code fs/userfaultfd.c::wake_userfault}. */
    UffdWake,
    /** The page was read: {@code unlock_page}, from the interrupt. */
    IoComplete,
    /** {@code kernel/signal.c::complete_signal}, of a fatal one. */
    SigKill,

    // What drivers and their devices add: spec/Longterm.tla, spec/GupSlow.tla.

    /** {@code mm/memremap.c::get_dev_pagemap}, before a device's page is looked at; {@code mm/gup.c::gup_pte_range}. */
    FastGetPgmap,
    /** {@code include/linux/memremap.h::put_dev_pagemap}, on every way out; {@code gup_pte_range}. */
    FastPutPgmap,
    /** The device's pages are unmapped, and its own reference goes; {@code mm/memremap.c::memunmap_pages}. */
    UnplugKill,
    /** {@code wait_for_completion} of the last reference; {@code memunmap_pages}. */
    UnplugWait,
    /** Pages become one piece for the device; {@code io_uring/rsrc.c::io_sqe_buffer_register}. */
    IoCoalesce,

    // Collapse, and the life of page tables, spec/Collapse.tla; with steps of the walk, of a release and of migration.

    /** {@code local_irq_save}; {@code mm/gup.c::lockless_pages_from_mm}. */
    FastIrqOff,
    /** The pmd again, above a pte; {@code mm/gup.c::gup_pte_range}, 6.0. */
    FastRecheckPmd,
    /** {@code local_irq_restore}; {@code mm/gup.c::lockless_pages_from_mm}. */
    FastIrqOn,
    /** The reference of who has waited for a page that was moved; {@code mm/huge_memory.c::do_huge_pmd_numa_page}, 3c226c637b69. */
    SlowMigPut,
    /** {@code mm/khugepaged.c::alloc_charge_hpage}. */
    ThpAlloc,
    /** {@code mmap_write_lock} and {@code hugepage_vma_revalidate}; {@code mm/khugepaged.c::collapse_huge_page}. */
    ThpLock,
    /** {@code pmdp_collapse_flush}; {@code mm/khugepaged.c::collapse_huge_page}. */
    ThpClearPmd,
    /** {@code mm/mmu_gather.c::tlb_remove_table_sync_one}; or a flush that interrupts every CPU. */
    ThpSync,
    /** One page; {@code mm/khugepaged.c::__collapse_huge_page_isolate}. */
    ThpCheckRefs,
    /** {@code pmd_populate} of what was there; {@code mm/khugepaged.c::collapse_huge_page}. */
    ThpRestore,
    /** One page; {@code mm/khugepaged.c::__collapse_huge_page_copy}. */
    ThpCopy,
    /** {@code set_pmd_at}; {@code mm/khugepaged.c::collapse_huge_page}. */
    ThpInstall,
    /** {@code pgtable_trans_huge_deposit}, or {@code pte_free} in {@code mm/khugepaged.c::retract_page_tables}. */
    ThpFreeTable,
    /** The huge page was not needed; {@code mm/khugepaged.c::collapse_huge_page}. */
    ThpPutNew,
    /** The grace period, or the interrupts, of {@code mm/mmu_gather.c::tlb_remove_table}. */
    TableWait,
    /** {@code mm/memory.c::free_pgtables}, {@code mm/huge_memory.c::zap_deposited_table}. */
    TableFree,
    /** The other mm maps a page in a table that is its own now; {@code mm/memory.c::__pte_alloc}. */
    TableReuse,
    /** {@code pud_clear} of a shared table; {@code mm/hugetlb.c::huge_pmd_unshare}. */
    PmdUnshare,
    /** The table's count; {@code mm/hugetlb.c::huge_pmd_unshare}. */
    PmdUnshareDrop,
    /** {@code folio_try_get} of what is in the queue; {@code mm/huge_memory.c::deferred_split_scan}. */
    DeferScan,
    /** {@code list_splice_tail} and {@code folio_put}; {@code mm/huge_memory.c::deferred_split_scan}. */
    DeferPut,

    // Anonymous memory, spec/Fork.tla: fork, copy on write, exclusive pages, and who else write-protects or unmaps.

    /** {@code MMF_HAS_PINNED}; {@code mm/gup.c::mm_set_has_pinned_flag}. */
    FastSetHasPinned,
    /** {@code write_protect_seq}, before the walk; {@code mm/gup.c::lockless_pages_from_mm}. */
    FastSeqBegin,
    /** {@code PageAnonExclusive} of a page that is held; {@code mm/gup.c::gup_must_unshare}. */
    FastExclCheck,
    /** {@code write_protect_seq} again; {@code lockless_pages_from_mm}. */
    FastSeqEnd,
    /** {@code mmap_read_lock}, for what the walk has left; {@code mm/gup.c::internal_get_user_pages_fast}. */
    FastFallback,
    /** A swapped page is mapped again; {@code mm/memory.c::do_swap_page}. */
    FltSwapIn,
    /** May the page be used as it is? {@code mm/memory.c::do_wp_page}, {@code wp_can_reuse_anon_folio}. */
    CowCheckReuse,
    /** {@code mm/memory.c::wp_page_copy}. */
    CowCopy,
    /** The copy takes the page's place, if the entry is what it was; {@code wp_page_copy}. */
    CowInstall,
    /** The copy was not needed; {@code wp_page_copy}. */
    CowPutNew,
    /** The references to the page that was copied: the fault's, and the entry's if it is gone; {@code wp_page_copy}. */
    CowPut,
    /** {@code mmap_read_lock}; {@code arch/x86/mm/fault.c::do_user_addr_fault}. */
    FltTakeMmap,
    /** {@code raw_write_seqcount_begin}; {@code mm/memory.c::copy_page_range}. */
    ForkSeqBegin,
    /** May the page be shared? {@code mm/memory.c::copy_present_pte}, {@code page_needs_cow_for_dma}. */
    ForkCheckPin,
    /** The child gets a page of its own; {@code mm/memory.c::copy_present_page}. */
    ForkCopyNow,
    /** Both have the page, and neither may store; {@code copy_present_pte}, {@code copy_nonpresent_pte}. */
    ForkWrprotect,
    /** {@code raw_write_seqcount_end}; {@code copy_page_range}. */
    ForkSeqEnd,
    /** {@code ptep_clear_flush}; {@code mm/ksm.c::write_protect_page}. */
    KsmClear,
    /** Has the page references beside its entries? {@code write_protect_page}. */
    KsmCheck,
    /** {@code ClearPageAnonExclusive}; {@code include/linux/rmap.h::page_try_share_anon_rmap}. */
    KsmExcl,
    /** The entry comes back clean and write-protected; {@code write_protect_page}. */
    KsmSet,
    /** The entry comes back as it was; {@code write_protect_page}. */
    KsmRestore,
    /** May the page be unmapped, which may be pinned meanwhile? {@code mm/rmap.c::try_to_unmap_one}. */
    RclShare,
    /** It may not: the entry comes back; {@code try_to_unmap_one}. */
    RclRestore,
    /** The swap entry; {@code try_to_unmap_one}. */
    RclSetSwap,
    /** The entry's reference, and the swap cache's if nobody needs it; {@code mm/swapfile.c::try_to_free_swap}. */
    RclPut,
    /** May the page be pinned? {@code fs/proc/task_mmu.c::pte_is_pinned}. */
    ClearRefsTest,
    /** {@code fs/proc/task_mmu.c::clear_soft_dirty}. */
    ClearRefsProtect,
    /** {@code mm/mprotect.c::change_pte_range}. */
    ProtectEntry,
    /** {@code UFFDIO_CONTINUE}; {@code mm/userfaultfd.c::mfill_atomic_install_pte}. */
    UffdContinue,
    /** {@code ptep_clear_flush}; {@code mm/userfaultfd.c::move_present_pte}. */
    MoveClear,
    /** {@code folio_maybe_dma_pinned}; {@code move_present_pte}. */
    MoveCheck,
    /** The page is where it was moved to; {@code move_present_pte}. */
    MoveSet,
    /** The entry comes back; {@code move_present_pte}. */
    MoveRestore
}
