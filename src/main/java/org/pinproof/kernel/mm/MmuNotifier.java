package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.MnInvalidateEnd;
import static org.pinproof.kernel.mm.KernelStep.MnInvalidateStart;
import static org.pinproof.kernel.mm.KernelStep.MnReadBegin;

/**
 * The MMU notifier of one range: who changes an entry stops every device that follows the page table first.
 *
 * <p>One int cell holds both counts: invalidations under way in the low 8 bits, ended ones above. The driver's lock is not
 * kept across steps. Source: {@code mm/mmu_notifier.c}, {@code drivers/infiniband/core/umem_odp.c}.
 */
public final class MmuNotifier {
    private static final int ENDED = 1 << 8;
    private static final int UNDER_WAY = ENDED - 1;

    private final int invalidations;
    private final int driverLock;
    private final DmaMappings device;
    private final boolean registered;

    /** Lays out the counts; where nobody is registered, invalidating takes no step. */
    public MmuNotifier(MemoryLayout layout, DmaMappings device, boolean registered) {
        invalidations = layout.intCell("invalidations", 0);
        driverLock = layout.intCell("umem_mutex", 0);
        this.device = device;
        this.registered = registered;
    }

    /** {@return whether anybody has to be told} */
    public boolean isRegistered() {
        return registered;
    }

    /** {@return the int cell of the counts} */
    public int invalidations() {
        return invalidations;
    }

    /** {@return how many invalidations have ended, of the cell's value} */
    public static int ended(int invalidations) {
        return invalidations / ENDED;
    }

    /** {@return how many invalidations are under way, of the cell's value} */
    public static int underWay(int invalidations) {
        return invalidations & UNDER_WAY;
    }

    /** Waits until no invalidation is under way; {@return the cell's value, for {@link #mapUnlessInvalidated}} */
    public int readBegin(Memory memory) {
        // volatile: pairs with MnInvalidateEnd; the walk finds the entry as it was left. With an older entry it could
        // map the device to a page that is not there any more, and the count would not tell.
        return memory.awaitInt(MnReadBegin, invalidations, value -> (value & UNDER_WAY) == 0);
    }

    /** Lets the device at the page if nothing was invalidated since {@link #readBegin}; {@return whether it did} */
    public boolean mapUnlessInvalidated(Memory memory, int owner, int begun) {
        return memory.locked(KernelStep.OdpMap, driverLock, driver -> {
                    // opaque: an invalidation ends without the lock, but begins under it. Any that began since is seen,
                    // and one that begins later finds the translation.
                    if (driver.getIntOpaque(invalidations) != begun) {
                        return 0;
                    }
                    device.mapOnDemand(driver, owner);
                    return 1;
                })
                != 0;
    }

    /** Before an entry is changed: devices stop, and none begins until {@link #end}. */
    public void start(Memory memory) {
        if (registered) {
            memory.locked(MnInvalidateStart, driverLock, driver -> {
                // atomic: MnInvalidateEnd changes the count without the lock. The lock orders this against OdpMap: a
                // driver that maps later finds the count changed.
                driver.getAndAddInt(invalidations, 1);
                device.unmapOnDemand(driver);
                return 1;
            });
        }
    }

    /** The entry is what it will be. */
    public void end(Memory memory) {
        if (registered) {
            // full: pairs with MnReadBegin; the new entry comes before the end of its invalidation.
            memory.getAndAddInt(MnInvalidateEnd, invalidations, ENDED - 1);
        }
    }
}
