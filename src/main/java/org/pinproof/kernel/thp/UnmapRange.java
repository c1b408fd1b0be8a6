package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.PmdUnshare;
import static org.pinproof.kernel.mm.KernelStep.PmdUnshareDrop;
import static org.pinproof.kernel.mm.KernelStep.TableFree;
import static org.pinproof.kernel.mm.KernelStep.TableWait;
import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * munmap of the whole range, and the end of a table's sharing: a table that walkers may be in is not given away under them.
 *
 * <p>A table that was deposited is nobody's who walks, since who deposited it has waited; it goes at once. Left out: a page that is
 * being moved, which is left alone. Source: {@code mm/memory.c::unmap_page_range}, {@code free_pgtables}; {@code
 * mm/huge_memory.c::zap_huge_pmd}; {@code mm/hugetlb.c::huge_pmd_unshare}. Not final so that a mutant can replace one decision.
 */
public class UnmapRange {
    private final Memory memory;
    private final HugeRange range;
    private final AddressSpace mm;
    private final Release release;

    /** Unmaps this range. */
    public UnmapRange(Memory memory, HugeRange range, Release release) {
        this.memory = memory;
        this.range = range;
        this.mm = range.mm();
        this.release = release;
    }

    /** Unmaps what is mapped, if it is this mm's alone. */
    public final void unmap() {
        long pmd = memory.lock(ZapClear, mm.ptl(), this::clear);
        if (pmd == Pte.NONE) {
            return;
        }
        if (pmd == Pte.TABLE) {
            awaitBeforeFree();
        }
        memory.unlock(TableFree, mm.ptl(), ptl -> {
            HugeRange.Owner owner = range.ownerUnder(ptl);
            if (owner == HugeRange.Owner.USED || owner == HugeRange.Owner.DEPOSITED) {
                range.give(ptl, HugeRange.Owner.FREE);
            }
            return 0;
        });
        if (Pte.isLeaf(pmd)) {
            release.drop(ZapPut, Pte.pfn(pmd), 1);
        } else {
            // A table that is the mm's alone maps the small page of each vpn, whose frame has its number.
            for (int vpn = 0; vpn < mm.pages(); vpn++) {
                release.drop(ZapPut, vpn, 1);
            }
        }
    }

    /** {@return the pmd that was cleared, or none} */
    private long clear(LockedMemory ptl) {
        long pmd = ptl.getLong(mm.pmd());
        boolean leaf = Pte.isPresent(pmd) && Pte.isLeaf(pmd);
        if (!leaf && (pmd != Pte.TABLE || range.ownerUnder(ptl) != HugeRange.Owner.USED)) {
            return Pte.NONE;
        }
        // full, both: pairs with FastGrab. A walker's reference is in the count that ZapPut subtracts from, or its
        // re-check finds the entry gone.
        ptl.getAndSetLong(mm.pmd(), Pte.NONE);
        if (!leaf) {
            for (int vpn = 0; vpn < mm.pages(); vpn++) {
                ptl.getAndSetLong(mm.pte(vpn), Pte.NONE);
            }
        }
        return pmd;
    }

    /** Gives up this mm's part of a table that it shares; then the other one has it alone. */
    public final void unshare() {
        boolean shared = memory.lock(PmdUnshare, mm.ptl(), ptl -> {
                    if (ptl.getLong(mm.pmd()) != Pte.TABLE || range.ownerUnder(ptl) != HugeRange.Owner.SHARED) {
                        return 0;
                    }
                    // full: as in clear.
                    ptl.getAndSetLong(mm.pmd(), Pte.NONE);
                    return 1;
                })
                != 0;
        if (shared) {
            awaitBeforeDrop();
            memory.unlock(PmdUnshareDrop, mm.ptl(), ptl -> {
                range.give(ptl, HugeRange.Owner.FOREIGN);
                return 0;
            });
        }
    }

    /** Waits for whoever walks the table, before it is freed. */
    protected void awaitBeforeFree() {
        range.sections().await(memory, TableWait);
    }

    /** Waits for whoever walks the table, before it is another mm's. */
    protected void awaitBeforeDrop() {
        range.sections().await(memory, TableWait);
    }
}
