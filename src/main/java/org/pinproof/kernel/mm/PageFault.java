package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.FltInstall;

/** A fault on an unmapped page: a fresh page, ready before the entry points to it. */
public final class PageFault {
    private final Memory memory;
    private final AddressSpace mm;
    private final PageAllocator allocator;

    /** Maps pages of this allocator into this address space. */
    public PageFault(Memory memory, AddressSpace mm, PageAllocator allocator) {
        this.memory = memory;
        this.mm = mm;
        this.allocator = allocator;
    }

    /**
     * Maps the vpn to this frame; {@return whether it did: nothing is mapped there and the frame is free}
     *
     * <p>Source: {@code mm/memory.c::do_anonymous_page}; a missing table is installed as {@code __pte_alloc} does.
     */
    public boolean install(int vpn, int pfn) {
        return memory.locked(FltInstall, mm.ptl(), ptl -> {
                    if (ptl.getLong(mm.entry(ptl, vpn)) != Pte.NONE || allocator.allocUnder(ptl, pfn) == 0) {
                        return 0;
                    }
                    ptl.setLongRelease(mm.pmd(), Pte.TABLE);
                    // release: a walker that reads the entry must find the page's count and head set up.
                    ptl.setLongRelease(mm.pte(vpn), Pte.page(pfn));
                    return 1;
                })
                != 0;
    }
}
