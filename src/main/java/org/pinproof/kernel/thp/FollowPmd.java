package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.SlowFollow;
import static org.pinproof.kernel.mm.KernelStep.SlowMigPut;
import static org.pinproof.kernel.mm.KernelStep.SlowMigWait;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The slow path to one page that is mapped: entry and reference in one section of the lock. A page that is being moved is waited for
 * without the lock, and with a reference, or there would be no page to wait for.
 *
 * <p>This stands for two who wait. The reference is 3c226c637b69's, of the fault of NUMA hinting ({@code
 * mm/huge_memory.c::do_huge_pmd_numa_page}); {@code mm/gup.c::follow_page_mask} waits by {@code
 * mm/migrate.c::pmd_migration_entry_wait}. Later kernels queue on the page before the lock is dropped, and need none. Left out:
 * faults, {@code mmap_lock} and the limit. Not final so that a mutant can replace one decision.
 */
public class FollowPmd {
    /** There is no page. */
    public static final int NONE = -1;

    private final Memory memory;
    private final HugeRange range;
    private final AddressSpace mm;
    private final Release release;

    /** Follows entries of this range. */
    public FollowPmd(Memory memory, HugeRange range, Release release) {
        this.memory = memory;
        this.range = range;
        this.mm = range.mm();
        this.release = release;
    }

    /** Pins the page at this vpn; {@return its pfn, or {@link #NONE}} */
    public final int pin(int vpn) {
        long entry = follow(memory, vpn);
        while (Pte.isMigration(entry)) {
            int moved = Pte.pfn(entry);
            // volatile: pairs with MigRestore; the next look comes after.
            memory.awaitInt(SlowMigWait, range.pageLock(moved), lock -> lock == 0);
            letGo(memory, moved);
            entry = follow(memory, vpn);
        }
        return Pte.isPresent(entry) ? Pte.pfn(entry) : NONE;
    }

    /** {@return the entry; its page has the caller's reference: a pin, or that of who waits} */
    protected long follow(Memory memory, int vpn) {
        return memory.locked(SlowFollow, mm.ptl(), ptl -> {
            long pmd = ptl.getLong(mm.pmd());
            // opaque: who changes entries of this mm has the lock; only another mm that got the table's page has not.
            // Without the lock the entry could go between here and the addition.
            long entry = pmd == Pte.TABLE ? ptl.getLongOpaque(mm.pte(vpn)) : pmd;
            if (Pte.isMigration(entry)) {
                hold(ptl, Pte.pfn(entry));
            } else if (Pte.isPresent(entry)) {
                // full: pairs with ThpCheckRefs and MigFreeze, which come behind a section of this lock, and so see it.
                // The entry's reference keeps the count from zero. A plain addition would lose what walkers add without
                // the lock.
                ptl.getAndAddInt(range.frames().refcount(Pte.pfn(entry)), Refcount.weight(true, 1));
            }
            return entry;
        });
    }

    /** A reference to a page that will be waited for. */
    protected void hold(LockedMemory ptl, int moved) {
        // full: pairs with MigFreeze and MigPutOld. Either the one sees it and the page is not moved, or the other does
        // not reach zero; without it, it frees what is waited for. The mover's reference, which MigPutOld drops behind
        // a section of this lock, keeps the count from zero until here.
        ptl.getAndAddInt(range.frames().refcount(moved), 1);
    }

    /** The wait is over; the page may be nobody's else by now. */
    protected void letGo(Memory memory, int moved) {
        release.drop(SlowMigPut, moved, 1);
    }

    /** {@return the range} */
    protected final HugeRange range() {
        return range;
    }
}
