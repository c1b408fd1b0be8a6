package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.DmaMap;
import static org.pinproof.kernel.mm.KernelStep.DmaStore;
import static org.pinproof.kernel.mm.KernelStep.DmaUnmap;

/**
 * The device's translations of one page, one for each task that may let it at the page; and the device itself.
 *
 * <p>A store of the device goes to memory without a page-table entry: nothing is marked, nobody is told. Translations are
 * touched under the bus only, so that whoever stops the device waits for the store it is at: without that it could be made
 * after the release of the page.
 */
public final class DmaMappings {
    /** The device may not store for this task. */
    public static final int NONE = 0;
    /** It may, while the task holds the page. */
    public static final int GUP = 1;
    /** It may, until the notifier says otherwise. */
    public static final int ODP = 2;

    private final FilePage page;
    private final int first;
    private final int owners;

    /** Lays out one translation for each owner. */
    public DmaMappings(MemoryLayout layout, FilePage page, int owners) {
        this.page = page;
        this.owners = owners;
        first = layout.size();
        for (int owner = 0; owner < owners; owner++) {
            layout.intCell("dma[" + owner + "]", NONE);
        }
    }

    /** {@return the int cell of this owner's translation} */
    public int mapping(int owner) {
        return first + owner;
    }

    /** The owner, which holds the page, lets the device at it: {@code dma_map_page}. */
    public void map(Memory memory, int owner) {
        set(memory, DmaMap, owner, GUP);
    }

    /** The owner stops the device: {@code dma_unmap_page}. What the device has stored is there. */
    public void unmap(Memory memory, int owner) {
        set(memory, DmaUnmap, owner, NONE);
    }

    private void set(Memory memory, Step step, int owner, int value) {
        memory.locked(step, page.bus(), device -> {
            device.setInt(mapping(owner), value);
            return 1;
        });
    }

    /** The device stores to this half if any owner lets it; {@return whether it did} */
    public boolean store(Memory memory, int half) {
        return memory.locked(DmaStore, page.bus(), device -> {
                    if (!isMapped(device)) {
                        return 0;
                    }
                    // atomic: the holder of a page stores through the kernel's mapping, without the bus.
                    device.getAndAddInt(page.data(half), 1);
                    return 1;
                })
                != 0;
    }

    private boolean isMapped(LockedMemory device) {
        for (int owner = 0; owner < owners; owner++) {
            if (device.getInt(mapping(owner)) != NONE) {
                return true;
            }
        }
        return false;
    }

    /** Lets the device at the page until the notifier says otherwise; the driver's lock is held. */
    void mapOnDemand(LockedMemory driver, int owner) {
        driver.locked(page.bus(), device -> {
            device.setInt(mapping(owner), ODP);
            return 1;
        });
    }

    /** Stops the device for every owner that follows the notifier; the driver's lock is held. */
    void unmapOnDemand(LockedMemory driver) {
        driver.locked(page.bus(), device -> {
            for (int owner = 0; owner < owners; owner++) {
                if (device.getInt(mapping(owner)) == ODP) {
                    device.setInt(mapping(owner), NONE);
                }
            }
            return 1;
        });
    }
}
