package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastIrqOff;
import static org.pinproof.kernel.mm.KernelStep.FastIrqOn;
import static org.pinproof.kernel.mm.KernelStep.FastReadPmd;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecheckPmd;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The lockless walk for one page, with the section around it that keeps the table where it reads.
 *
 * <p>Nothing keeps the table's entries, or the pmd that pointed to it, as they were: that is what the re-checks are for. The walk
 * writes, and every entry here lets it. Left out: what {@link org.pinproof.kernel.gup.FastGup} has of heads, limits, eras and
 * ranges. Source: {@code mm/gup.c::lockless_pages_from_mm}, {@code gup_pmd_range}, {@code gup_pte_range}, {@code gup_huge_pmd}. Not
 * final so that a mutant can replace one decision.
 */
public class TableWalk {
    /** There is no page to be had this way. */
    public static final int NONE = -1;

    private final Memory memory;
    private final HugeRange range;
    private final Release release;
    private final boolean looksUp;

    /**
     * Walks this range.
     *
     * @param looksUp whether the pmd is looked at again above a pte
     */
    public TableWalk(Memory memory, HugeRange range, Release release, boolean looksUp) {
        this.memory = memory;
        this.range = range;
        this.release = release;
        this.looksUp = looksUp;
    }

    /** Takes a reference to the page at this vpn; {@return its pfn, or {@link #NONE}} */
    public final int walk(int vpn, boolean pin) {
        range.sections().begin(memory, FastIrqOff);
        int page = walkPmd(vpn, Refcount.weight(pin, 1));
        leave(page != NONE);
        return page;
    }

    /** Ends the section, whatever the walk has got. */
    protected void leave(boolean got) {
        range.sections().end(memory, FastIrqOn);
    }

    private int walkPmd(int vpn, int weight) {
        // READ_ONCE: the rest of the walk uses this snapshot and never the slot, which may point elsewhere by now.
        long pmd = memory.getLongOpaque(FastReadPmd, range.mm().pmd());
        if (!Pte.isPresent(pmd)) {
            return NONE;
        }
        if (Pte.isLeaf(pmd)) {
            return isGrabbed(range.mm().pmd(), pmd, weight, false, pmd) ? recorded(pmd) : NONE;
        }
        long table = walked(memory, pmd);
        // READ_ONCE: one value is asked, grabbed and compared. It may be old, or what another mm has put there: the
        // section keeps the table to be read from, and the re-checks behind the addition find out.
        long pte = memory.getLongOpaque(FastReadPte, range.mm().pte(vpn));
        return Pte.isPresent(pte) && isGrabbed(range.mm().pte(vpn), pte, weight, looksUp, table) ? recorded(pte) : NONE;
    }

    /** What the walk takes for its table: what the pmd was when it was read. */
    protected long walked(Memory memory, long pmd) {
        return pmd;
    }

    private int recorded(long entry) {
        memory.local(FastRecord, Pte.pfn(entry));
        return Pte.pfn(entry);
    }

    /** The reference first, and whether it is to what is mapped afterwards. */
    private boolean isGrabbed(int slot, long entry, int weight, boolean pmdToo, long pmd) {
        int page = Pte.pfn(entry);
        if (!grab(memory, range.frames().refcount(page), weight)) {
            return false;
        }
        if ((!pmdToo || isPmdUnchanged(memory, pmd)) && isEntryUnchanged(memory, slot, entry)) {
            return true;
        }
        undo(memory, page, weight);
        return false;
    }

    /** The addition, refused at zero: a free page must not be brought back to life. */
    protected boolean grab(Memory memory, int refcount, int weight) {
        // full: pairs with ThpClearPmd and ZapClear. Either the remover's read of the count sees the reference, or our
        // re-check sees the entry, or the pmd above it, gone.
        return memory.addIntUnlessZero(FastGrab, refcount, weight);
    }

    /** Takes back exactly what was added; who reaches zero frees. */
    protected void undo(Memory memory, int page, int weight) {
        release.drop(FastUndo, page, weight);
    }

    /** Whether the pmd still points to the table that was walked: a collapse clears it, and leaves the ptes as they are. */
    protected boolean isPmdUnchanged(Memory memory, long pmd) {
        // volatile: the load half of the pairing above.
        return memory.getLongVolatile(FastRecheckPmd, range.mm().pmd()) == pmd;
    }

    /** Whether the entry is what it was, by value, where it was read. */
    protected boolean isEntryUnchanged(Memory memory, int slot, long entry) {
        // volatile: as above.
        return memory.getLongVolatile(FastRecheck, slot) == entry;
    }
}
