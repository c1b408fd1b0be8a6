package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.ThpAlloc;
import static org.pinproof.kernel.mm.KernelStep.ThpCheckRefs;
import static org.pinproof.kernel.mm.KernelStep.ThpClearPmd;
import static org.pinproof.kernel.mm.KernelStep.ThpCopy;
import static org.pinproof.kernel.mm.KernelStep.ThpFreeTable;
import static org.pinproof.kernel.mm.KernelStep.ThpInstall;
import static org.pinproof.kernel.mm.KernelStep.ThpLock;
import static org.pinproof.kernel.mm.KernelStep.ThpPutNew;
import static org.pinproof.kernel.mm.KernelStep.ThpRestore;
import static org.pinproof.kernel.mm.KernelStep.ThpSync;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/**
 * khugepaged: puts a huge page in the place of a table of small pages, unless one of them is held.
 *
 * <p>The lock is held from the look at the pmd to the end, so only walkers without it are in the way. The pmd is cleared first: from
 * then on nobody begins to walk the table, and a count that says nobody holds the page goes on saying so, or the walker who
 * changes it finds the pmd changed. Left out: the scan, the isolation of pages, the swap cache, entries without a page. Source:
 * {@code mm/khugepaged.c::collapse_huge_page}. Not final so that a mutant can replace one decision.
 */
public class CollapseHugePage {
    private final Memory memory;
    private final HugeRange range;
    private final AddressSpace mm;
    private final PageAllocator allocator;
    private final Release release;
    private final CollapseForm form;
    private final boolean deposits;

    /**
     * Collapses this range.
     *
     * @param deposits whether the table is kept for a split to come, as that of anonymous memory is
     */
    public CollapseHugePage(
            Memory memory,
            HugeRange range,
            PageAllocator allocator,
            Release release,
            CollapseForm form,
            boolean deposits) {
        this.memory = memory;
        this.range = range;
        this.mm = range.mm();
        this.allocator = allocator;
        this.release = release;
        this.form = form;
        this.deposits = deposits;
    }

    /** Collapses the table, if there is one; {@return whether a huge page is mapped instead} */
    public final boolean collapse() {
        int huge = allocator.allocFirst(ThpAlloc, range::isHuge);
        if (huge < 0) {
            return false;
        }
        boolean locked = memory.lock(ThpLock, mm.ptl(), ptl -> isCollapsible(ptl) ? 1 : 0) != 0;
        if (!locked || !isolate()) {
            release.drop(ThpPutNew, huge, 1);
            return false;
        }
        for (int vpn = 0; vpn < mm.pages(); vpn++) {
            copy(vpn);
        }
        if (form.waitsForTable()) {
            await();
        }
        // release: the huge page's content comes before it can be found.
        memory.setLongRelease(ThpInstall, mm.pmd(), Pte.leaf(huge));
        memory.unlock(ThpFreeTable, mm.ptl(), ptl -> {
            range.give(ptl, deposits ? HugeRange.Owner.DEPOSITED : HugeRange.Owner.FREE);
            return 0;
        });
        return true;
    }

    private boolean isCollapsible(LockedMemory ptl) {
        return ptl.getLong(mm.pmd()) == Pte.TABLE && range.ownerUnder(ptl) == HugeRange.Owner.USED;
    }

    private boolean isolate() {
        if (isUnlinkedAndUnheld()) {
            return true;
        }
        memory.unlock(ThpRestore, mm.ptl(), ptl -> {
            // release: the table has been there all the time; a walker may take it from here on.
            ptl.setLongRelease(mm.pmd(), Pte.TABLE);
            return 0;
        });
        return false;
    }

    /** Makes the table unreachable, and then asks whether anybody holds one of its pages. */
    protected boolean isUnlinkedAndUnheld() {
        unlink();
        if (form.waitsBehindClear()) {
            await();
        }
        return isUnheld();
    }

    /** Clears the pmd. */
    protected final void unlink() {
        // full: pairs with FastGrab and FastRecheckPmd; the counts are read behind it.
        memory.getAndSetLong(ThpClearPmd, mm.pmd(), Pte.NONE);
    }

    /** Waits for whoever walks a table that he found before the pmd was cleared. */
    protected void await() {
        range.sections().await(memory, ThpSync);
    }

    /** Whether each page has the one reference of its entry. Source: {@code __collapse_huge_page_isolate}. */
    protected final boolean isUnheld() {
        for (int vpn = 0; vpn < mm.pages(); vpn++) {
            int pte = mm.pte(vpn);
            // volatile: stays behind the clear of the pmd; read earlier it could miss a grab that passes its re-check.
            boolean unheld = memory.locked(
                            ThpCheckRefs,
                            range.tableLock(),
                            table -> table.getIntVolatile(range.frames().refcount(Pte.pfn(table.getLong(pte)))) == 1
                                    ? 1
                                    : 0)
                    != 0;
            if (!unheld) {
                return false;
            }
        }
        return true;
    }

    /** One page: its content is the huge page's from here on. Source: {@code __collapse_huge_page_copy}. */
    private void copy(int vpn) {
        long freed = memory.locked(ThpCopy, range.tableLock(), table -> {
            int page = Pte.pfn(table.getLong(mm.pte(vpn)));
            // release: a walker may still read here; it finds the entry, whose page it cannot keep, or none.
            table.setLongRelease(mm.pte(vpn), Pte.NONE);
            // full: as RelSub.
            return table.getAndAddInt(range.frames().refcount(page), -1) == 1 ? page + 1 : 0;
        });
        if (freed != 0) {
            allocator.free((int) freed - 1);
        }
    }
}
