package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.ClearRefsProtect;
import static org.pinproof.kernel.mm.KernelStep.ClearRefsTest;
import static org.pinproof.kernel.mm.KernelStep.ProtectEntry;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * Who write-protects an entry and shares nothing: the soft-dirty tracker, which looks at pins, and {@code mprotect}, which need
 * not.
 *
 * <p>Source: {@code fs/proc/task_mmu.c::clear_soft_dirty}, {@code pte_is_pinned} (9348b73c2e1b); {@code
 * mm/mprotect.c::change_pte_range}. Not final so that a mutant can replace one decision.
 */
public class ClearRefs {
    private final Memory memory;
    private final PrivateMapping mapping;

    /** Write-protects entries of this mapping. */
    public ClearRefs(Memory memory, PrivateMapping mapping) {
        this.memory = memory;
        this.mapping = mapping;
    }

    /** The next store is to be noticed: write-protects the entry, unless its page may be pinned. */
    public final void clearSoftDirty(MmStruct mm, int vpn) {
        boolean may = memory.lock(ClearRefsTest, mm.ptl(), ptl -> test(ptl, mm, vpn)) != 0;
        if (may) {
            memory.unlock(ClearRefsProtect, mm.ptl(), ptl -> protect(ptl, mm, vpn));
        }
    }

    private long test(LockedMemory ptl, MmStruct mm, int vpn) {
        long entry = ptl.getLong(mm.pte(vpn));
        boolean writable = Pte.isPresent(entry) && Pte.isWritable(entry);
        return writable && !isPinned(ptl, mm, Pte.pfn(entry)) ? 1 : 0;
    }

    /** Whether the page may be pinned, so that a copy would leave the pin behind. */
    protected boolean isPinned(LockedMemory ptl, MmStruct mm, int page) {
        // volatile: pair with FastSetHasPinned and FastGrab, and come too early to tell: the entry changes behind them.
        // A fast
        // pin that grabs and re-checks in between finds the entry as it was, and is in no count read here. Where the
        // count
        // decides what is copied, the next store leaves that pin behind: scenario clear-refs-2020.
        return AnonPages.isAnon(page)
                && ptl.getIntVolatile(mm.hasPinned()) != 0
                && Refcount.isDmaPinned(ptl.getIntVolatile(mapping.refcount(page)));
    }

    /** Write-protects the entry, whatever its page is: {@code mprotect} to read-only and back. */
    public final void protect(MmStruct mm, int vpn) {
        memory.locked(ProtectEntry, mm.ptl(), ptl -> protect(ptl, mm, vpn));
    }

    private static long protect(LockedMemory ptl, MmStruct mm, int vpn) {
        long entry = ptl.getLong(mm.pte(vpn));
        // full: pairs with FastGrab and FastRecheck.
        ptl.getAndSetLong(mm.pte(vpn), Pte.writeProtect(entry));
        return 1;
    }
}
