package org.pinproof.kernel.mm;

/**
 * A page of a file, or an anonymous one after MADV_FREE, with everybody who knows of it: frame 0, mapped at vpn 0.
 *
 * @param frames one frame
 * @param mm one entry
 */
public record MappedFile(
        FrameTable frames,
        AddressSpace mm,
        FilePage page,
        Tlb tlb,
        DmaMappings device,
        MmuNotifier notifier,
        FileLease lease) {

    /** The one page there is. */
    public static final int PFN = 0;

    /** {@return the int cell of the page's {@code _refcount}} */
    public int refcount() {
        return frames.refcount(PFN);
    }

    /** {@return the long cell of the entry that maps the page} */
    public int pte() {
        return mm.pte(0);
    }

    /** {@return an allocator that takes the page back as {@code mm/page_alloc.c::free_pages_prepare} does, mapping and all} */
    public PageAllocator allocator(Memory memory) {
        return new PageAllocator(memory, frames) {
            @Override
            protected void reset(LockedMemory zone, int head) {
                // release: RclLock, WbLock, TruncLock and FltReadPte read it without a reference. It hides nothing from
                // them: they go on with a count that is not zero, or with a file's page, which nobody frees as such.
                zone.setIntRelease(page.mapping(), FilePage.NO_MAPPING);
            }
        };
    }
}
