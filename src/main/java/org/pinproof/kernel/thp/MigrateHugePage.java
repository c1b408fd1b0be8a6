package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.MigAlloc;
import static org.pinproof.kernel.mm.KernelStep.MigEntry;
import static org.pinproof.kernel.mm.KernelStep.MigFreeze;
import static org.pinproof.kernel.mm.KernelStep.MigPutNew;
import static org.pinproof.kernel.mm.KernelStep.MigPutOld;
import static org.pinproof.kernel.mm.KernelStep.MigRestore;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/**
 * Moves the huge page that is mapped to another frame, unless somebody holds it.
 *
 * <p>A migration entry takes its place, so that nobody gets at it through the page table; then its count is looked at, and it is taken
 * off the queue of those to be split, in one section of the queue's lock: in C the count is frozen meanwhile, for those who would
 * find the page without that lock. What is copied is left out. Source: {@code mm/migrate.c::migrate_pages}, {@code
 * folio_migrate_mapping}, {@code remove_migration_ptes}. Not final so that a mutant can replace one decision.
 */
public class MigrateHugePage {
    private final Memory memory;
    private final HugeRange range;
    private final AddressSpace mm;
    private final PageAllocator allocator;
    private final Release release;

    /** Moves the huge page of this range. */
    public MigrateHugePage(Memory memory, HugeRange range, PageAllocator allocator, Release release) {
        this.memory = memory;
        this.range = range;
        this.mm = range.mm();
        this.allocator = allocator;
        this.release = release;
    }

    /** Moves the page, if one is mapped that nobody else moves; {@return whether it was moved} */
    public final boolean migrate() {
        int target = allocator.allocFirst(MigAlloc, range::isHuge);
        if (target < 0) {
            return false;
        }
        int old = (int) memory.locked(MigEntry, mm.ptl(), this::unmap) - 1;
        boolean moved = old >= 0 && isFrozen(memory, old);
        if (old >= 0) {
            int mapped = moved ? target : old;
            memory.locked(MigRestore, mm.ptl(), ptl -> {
                restore(ptl, old, mapped);
                return 0;
            });
        }
        if (moved) {
            release.drop(MigPutOld, old, 1);
        } else {
            release.drop(MigPutNew, target, 1);
        }
        return moved;
    }

    /** {@return 1 + the page, whose entry's reference is the caller's from here on; or 0} */
    private long unmap(LockedMemory ptl) {
        long pmd = ptl.getLong(mm.pmd());
        // opaque: written under this lock only, so never old; SlowMigWait, which looks without, pairs with the stores.
        // Without the look, a page of which an entry is left would be moved by two.
        if (!Pte.isPresent(pmd) || !Pte.isLeaf(pmd) || ptl.getIntOpaque(range.pageLock(Pte.pfn(pmd))) != 0) {
            return 0;
        }
        // release: pairs with SlowMigWait, which looks without the lock.
        ptl.setIntRelease(range.pageLock(Pte.pfn(pmd)), 1);
        // full: pairs with FastGrab; a walker's reference is in the count at MigFreeze, or its re-check fails.
        ptl.getAndSetLong(mm.pmd(), moving(pmd));
        return Pte.pfn(pmd) + 1L;
    }

    /** What stands for the page while it is moved. */
    protected long moving(long leaf) {
        return Pte.migration(Pte.pfn(leaf));
    }

    /** Whether nobody has the page but the caller; from then on nobody finds it in the queue. */
    protected boolean isFrozen(Memory memory, int old) {
        return memory.locked(MigFreeze, range.queueLock(), queue -> isUnheld(queue, old, true)) != 0;
    }

    /** {@return 1 if the caller's is the only reference} */
    protected final long isUnheld(LockedMemory queue, int old, boolean unqueues) {
        // volatile: stays behind the exchange of the entry.
        if (queue.getIntVolatile(range.frames().refcount(old)) != 1) {
            return 0;
        }
        if (unqueues) {
            unqueue(queue, old);
        }
        return 1;
    }

    /** Takes the page off the queue, under its lock. */
    protected final void unqueue(LockedMemory queue, int old) {
        // release: who frees a page writes this under another lock.
        queue.setIntRelease(range.queue(old), HugeRange.Queue.NO.ordinal());
    }

    /** Maps a page where the old one was. */
    protected void restore(LockedMemory ptl, int old, int mapped) {
        // release: a walker may take the entry from here on, and finds its reference counted.
        ptl.setLongRelease(mm.pmd(), Pte.leaf(mapped));
        // release: pairs with SlowMigWait; who has waited looks at the entry again.
        ptl.setIntRelease(range.pageLock(old), 0);
    }

    /** {@return the range} */
    protected final HugeRange range() {
        return range;
    }
}
