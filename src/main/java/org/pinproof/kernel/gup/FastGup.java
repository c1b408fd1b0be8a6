package org.pinproof.kernel.gup;

import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastHeadRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastReadCount;
import static org.pinproof.kernel.mm.KernelStep.FastReadHead;
import static org.pinproof.kernel.mm.KernelStep.FastReadPmd;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;

/**
 * The lockless walk of {@code get_user_pages_fast}: read the entry, grab the head page unless its count is zero, and look
 * again at the head and at the entry.
 *
 * <p>The walk takes no lock and stops at the first page it cannot have; what it recorded until then is a prefix of what was
 * asked, and every count it touched beyond that is as it was. How a pin is counted is {@link PinAccounting}'s; all of its
 * forms have the head re-check of 5.14. Left out, as in {@code spec/GupFast.tla}: the irq-off section, {@code
 * write_protect_seq}.
 *
 * <p>Not final so that a mutant can replace one decision; the protected methods are the decisions.
 */
public class FastGup {
    private final Memory memory;
    private final FrameTable frames;
    private final AddressSpace mm;
    private final PageAllocator allocator;
    private final PinAccounting accounting;

    /** Walks this address space; a pin is a bias for each page. */
    public FastGup(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator) {
        this(memory, frames, mm, allocator, new BiasAccounting(memory, frames));
    }

    /** Walks this address space. */
    public FastGup(
            Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator, PinAccounting accounting) {
        this.memory = memory;
        this.frames = frames;
        this.mm = mm;
        this.allocator = allocator;
        this.accounting = accounting;
    }

    /**
     * Walks {@code nr} pages from vpn {@code start}. Source: {@code mm/gup.c::gup_pmd_range}.
     *
     * @param pages receives the pfns, from index 0
     * @return how many pages were recorded; each carries one reference of the kind that {@code flags} asks for
     */
    public final int walk(int start, int nr, int flags, int[] pages) {
        int done = 0;
        int asked = 0;
        while (done < nr && done == asked) {
            int part = Math.min(nr - done, mm.restOfPmd(start + done));
            asked += part;
            done += walkPmd(start + done, part, flags, pages, done);
        }
        return done;
    }

    private int walkPmd(int start, int nr, int flags, int[] pages, int at) {
        // READ_ONCE: the rest of the walk uses this snapshot and never the slot, which may point elsewhere by now.
        long pmd = memory.getLongOpaque(FastReadPmd, mm.pmd(start));
        if (Pte.isLeaf(pmd)) {
            return walkLeaf(pmd, start, nr, flags, pages, at);
        }
        if (!Pte.isPresent(pmd)) {
            return 0;
        }
        int done = 0;
        while (done < nr && walkPte(start + done, flags, pages, at + done)) {
            done++;
        }
        return done;
    }

    /** One page through its pte. Source: {@code mm/gup.c::gup_pte_range}. */
    protected boolean walkPte(int vpn, int flags, int[] pages, int index) {
        int slot = mm.pte(vpn);
        long pte = memory.getLongOpaque(FastReadPte, slot);
        if (!Pte.isPresent(pte) || Pte.isSpecial(pte) || !isPermitted(pte, flags)) {
            return false;
        }
        int page = Pte.pfn(pte);
        if (!grabAndRecheck(slot, pte, page, 1, flags)) {
            return false;
        }
        pages[index] = page;
        memory.local(FastRecord, page);
        return true;
    }

    /** Whether the entry lets through what the caller will do. Source: {@code pte_access_permitted}. */
    protected static boolean isPermitted(long entry, int flags) {
        return Pte.isWritable(entry) || !FollFlag.isWrite(flags);
    }

    /** The rest of the range through one huge entry, grabbed once. Source: {@code mm/gup.c::gup_huge_pmd}. */
    private int walkLeaf(long pmd, int start, int nr, int flags, int[] pages, int at) {
        if (!isPermitted(pmd, flags)) {
            return 0;
        }
        int page = AddressSpace.page(pmd, mm.offset(start));
        if (!grabAndRecheck(mm.pmd(start), pmd, page, nr, flags)) {
            return 0;
        }
        for (int i = 0; i < nr; i++) {
            pages[at + i] = page + i;
        }
        memory.local(FastRecord, page);
        return nr;
    }

    /**
     * The heart: a reference that holds is taken first and justified afterwards. Source:
     * {@code mm/gup.c::try_grab_compound_head} and the checks of its callers.
     *
     * @param slot the entry's cell, to be read again
     * @param entry the entry as it was read
     * @return whether {@code refs} references to the head of {@code page} are held
     */
    protected boolean grabAndRecheck(int slot, long entry, int page, int refs, int flags) {
        boolean pin = FollFlag.isPin(flags);
        int head = readHead(page);
        while (tryGrab(head, refs, pin)) {
            if (isHeadUnchanged(page, head)) {
                // What a checker asks for is complete before the entry is looked at again.
                int order = pin ? accounting.complete(head, refs) : 0;
                if (isEntryUnchanged(slot, entry) && isPlacementAllowed(head, flags)) {
                    return true;
                }
                undo(head, refs, pin, order);
                return false;
            }
            undo(head, refs, pin, PinAccounting.UNASKED);
            if (!accounting.looksAgain()) {
                return false;
            }
            head = readHead(page);
        }
        return false;
    }

    /** {@code compound_head} of a page we do not hold: stale at once if the page is freed, which the re-check sees. */
    protected final int readHead(int page) {
        return memory.getIntOpaque(FastReadHead, frames.compoundHead(page));
    }

    /** The limit check and the addition; two steps, with the race between them allowed. */
    protected final boolean tryGrab(int head, int refs, boolean pin) {
        // Benign race: other grabs may be added before ours; from 2^31 to the wrap there is room for all of them.
        return isWithinLimit(memory.getIntOpaque(FastReadCount, frames.refcount(head)), refs)
                && grab(memory, frames.refcount(head), grabWeight(refs, pin));
    }

    /** The addition itself, refused at zero: a free page must not be brought back to life. */
    protected boolean grab(Memory memory, int refcount, int weight) {
        // full: pairs with WbMkcleanClear and ZapClear. Either the remover's read of the count comes after this and
        // sees the reference, or our re-check comes after its write and sees the entry gone.
        return memory.addIntUnlessZero(FastGrab, refcount, weight);
    }

    /** What a grab of this many pages adds. */
    protected int grabWeight(int refs, boolean pin) {
        return accounting.grabWeight(refs, pin);
    }

    /** What undoing takes back from the head's count, of a page of this order. */
    protected int undoWeight(int refs, boolean pin, int order) {
        return accounting.weight(refs, pin, order);
    }

    /** Whether the page still has the head that was grabbed; from here on it cannot lose it. */
    protected boolean isHeadUnchanged(int page, int head) {
        // volatile: stays behind the grab; an earlier load could find a head that was split off or freed since.
        return memory.getIntVolatile(FastHeadRecheck, frames.compoundHead(page)) == head;
    }

    /** Whether the entry is what it was, by value. */
    protected boolean isEntryUnchanged(int slot, long entry) {
        // volatile: the load half of the pairing above; moved before the grab it could miss the remover that misses us.
        return memory.getLongVolatile(FastRecheck, slot) == entry;
    }

    /** Whether the page, which is held, may be held this way; asked last. No rule here. */
    protected boolean isPlacementAllowed(int head, int flags) {
        return true;
    }

    /**
     * Takes back exactly what was added, from the same head. Source: {@code mm/gup.c::put_compound_head}.
     *
     * @param order the head's, or {@link PinAccounting#UNASKED} if the grab has not been completed
     */
    protected void undo(int head, int refs, boolean pin, int order) {
        int weight = accounting.undoAllButLast(head, refs, pin, order, undoWeight(refs, pin, order));
        // full: subtraction and test are one; whoever reaches zero, and nobody else, frees.
        if (memory.getAndAddInt(FastUndo, frames.refcount(head), -weight) == weight) {
            freeAtZero(head);
        }
    }

    /** The page was left to us alone: its last reference was ours. */
    protected void freeAtZero(int head) {
        allocator.free(head);
    }

    /** Whether a count admits another reference of whatever size: not beyond 2^31, where its word reads as negative. */
    protected boolean isWithinLimit(int count, int refs) {
        return count >= 0;
    }
}
