package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.FastGetPgmap;
import static org.pinproof.kernel.mm.KernelStep.FastPutPgmap;
import static org.pinproof.kernel.mm.KernelStep.UnplugKill;
import static org.pinproof.kernel.mm.KernelStep.UnplugWait;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * The pagemap of a device: while somebody has a reference to it there are struct pages to be looked at.
 *
 * <p>Left out: that a reference is refused from the moment the device is to go ({@code percpu_ref_tryget_live}); here only when
 * there is none left. Source: {@code mm/memremap.c::get_dev_pagemap}, {@code memunmap_pages}.
 */
public final class DevPagemap {
    private final Memory memory;
    private final PlacedPages pages;

    /** The pagemap of these pages. */
    public DevPagemap(Memory memory, PlacedPages pages) {
        this.memory = memory;
        this.pages = pages;
    }

    /** Takes a reference; {@return whether there was one to take} */
    boolean get() {
        // full: pairs with UnplugWait; what is looked at behind it is there.
        return memory.addIntUnlessZero(FastGetPgmap, pages.pagemap(), 1);
    }

    /** Gives a reference back. */
    void put() {
        // full: pairs with UnplugWait; what was looked at before it was there.
        memory.getAndAddInt(FastPutPgmap, pages.pagemap(), -1);
    }

    /** The device goes: its pages are unmapped, and whoever is about to look at one is waited for; nothing if it is gone. */
    public void unplug() {
        if (memory.locked(UnplugKill, pages.mm().ptl(), this::unmapAllUnder) != 0) {
            // volatile: pairs with FastPutPgmap; the struct pages go when nobody looks at them any more.
            memory.awaitInt(UnplugWait, pages.pagemap(), references -> references == 0);
        }
    }

    private long unmapAllUnder(LockedMemory ptl) {
        int unmapped = 0;
        for (int vpn = 0; vpn < pages.mm().pages(); vpn++) {
            long entry = ptl.getLong(pages.mm().pte(vpn));
            if (Pte.isPresent(entry) && pages.isDevice(Pte.pfn(entry))) {
                // full: pairs with FastGrab; a walker's re-check sees the entry gone, or its reference is in the count.
                ptl.getAndSetLong(pages.mm().pte(vpn), Pte.NONE);
                ptl.getAndAddInt(pages.frames().refcount(Pte.pfn(entry)), -1);
                unmapped++;
            }
        }
        if (unmapped > 0) {
            ptl.getAndAddInt(pages.pagemap(), -1);
        }
        return unmapped;
    }
}
