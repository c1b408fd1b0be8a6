package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.FastExclCheck;
import static org.pinproof.kernel.mm.KernelStep.FastGrab;
import static org.pinproof.kernel.mm.KernelStep.FastReadPte;
import static org.pinproof.kernel.mm.KernelStep.FastRecheck;
import static org.pinproof.kernel.mm.KernelStep.FastRecord;
import static org.pinproof.kernel.mm.KernelStep.FastSeqBegin;
import static org.pinproof.kernel.mm.KernelStep.FastSeqEnd;
import static org.pinproof.kernel.mm.KernelStep.FastUndo;

import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;

/**
 * The lockless walk to one page of a private mapping, against forks and against those who would share the page: what {@link
 * org.pinproof.kernel.gup.FastGup} leaves out.
 *
 * <p>Left out in turn, as that has it: the pmd, heads, the limit of a count, the second addition. Source: {@code
 * mm/gup.c::lockless_pages_from_mm}, {@code gup_pte_range}, {@code gup_must_unshare}. Not final so that a mutant can replace one
 * decision; the protected methods are the decisions.
 */
public class AnonFastGup {
    /** No page, no sequence count. */
    public static final int NONE = -1;

    private final Memory memory;
    private final PrivateMapping mapping;
    private final Release release;

    /** Walks this mapping, and takes back by this release. */
    public AnonFastGup(Memory memory, PrivateMapping mapping, Release release) {
        this.memory = memory;
        this.mapping = mapping;
        this.release = release;
    }

    /** {@return the page, held as {@code flags} ask, or {@link #NONE}: then everything is as it was} */
    public final int walk(MmStruct mm, int vpn, int flags) {
        boolean guarded = FollFlag.isPin(flags) && readsSequence();
        int seq = guarded ? begin(mm) : 0;
        if ((seq & 1) != 0) {
            return NONE;
        }
        int page = walkPte(mm, vpn, flags);
        if (page == NONE || !guarded || isSequence(mm, seq)) {
            return page;
        }
        undo(page, true);
        return NONE;
    }

    /** Whether a pin is held against forks. */
    protected boolean readsSequence() {
        return true;
    }

    /** Odd: a fork is write-protecting entries, so that the walk would be in vain. */
    private int begin(MmStruct mm) {
        // acquire: pairs with ForkSeqBegin; the walk comes after it.
        return memory.getIntAcquire(FastSeqBegin, mm.writeProtectSeq());
    }

    /**
     * Whether no fork has begun or ended meanwhile. One that was over before the walk has had its say about the entry; one that
     * begins after this sees the pin in the count.
     */
    private boolean isSequence(MmStruct mm, int seq) {
        // volatile: pairs with ForkSeqBegin and stays behind the grab. Either the fork reads the count behind its
        // addition to the sequence count, and sees the pin, or this sees the addition.
        return memory.getIntVolatile(FastSeqEnd, mm.writeProtectSeq()) == seq;
    }

    private int walkPte(MmStruct mm, int vpn, int flags) {
        boolean pin = FollFlag.isPin(flags);
        // READ_ONCE: the rest of the walk uses this snapshot.
        long entry = memory.getLongOpaque(FastReadPte, mm.pte(vpn));
        if (!Pte.isPresent(entry) || FollFlag.isWrite(flags) && !Pte.isWritable(entry)) {
            return NONE;
        }
        int page = Pte.pfn(entry);
        if (!grab(memory, mapping.refcount(page), Refcount.weight(pin, 1))) {
            return NONE;
        }
        if (!isEntryUnchanged(memory, mm.pte(vpn), entry) || mustUnshare(page, entry, flags)) {
            undo(page, pin);
            return NONE;
        }
        memory.local(FastRecord, page);
        return page;
    }

    /** The addition, refused at zero: a free page must not be brought back to life. */
    protected boolean grab(Memory any, int refcount, int weight) {
        // full: pairs with KsmClear, RclUnmap, MoveClear, ZapClear and CowInstall. Either the remover's read of the
        // count comes after this and sees the reference, or the re-check comes after its write and sees the entry gone.
        return any.addIntUnlessZero(FastGrab, refcount, weight);
    }

    /** Whether the entry is what it was, by value: one that went and came back passes. */
    protected boolean isEntryUnchanged(Memory any, int slot, long entry) {
        // volatile: the load half of the pairing above.
        return any.getLongVolatile(FastRecheck, slot) == entry;
    }

    /** Whether somebody's store would leave the page behind: then it is no page to read from for long. */
    protected boolean mustUnshare(int page, long entry, int flags) {
        return FollFlag.isLongterm(flags) && !Pte.isWritable(entry) && !isExclusive(memory, page);
    }

    /** Whether the page, which is held, is this address space's alone, as it will stay while it is pinned. */
    protected boolean isExclusive(Memory any, int page) {
        // volatile: behind the re-check. Pairs with KsmExcl and RclSetSwap, which take the mark away before the entry
        // is back: who has seen the entry that came back sees the mark gone (088b8aa537c2).
        boolean exclusive = any.getIntVolatile(FastExclCheck, mapping.pages().exclusive(page)) != 0;
        return AnonPages.isAnon(page) && exclusive;
    }

    /** Takes back exactly what was added. */
    protected void undo(int page, boolean pin) {
        release.drop(FastUndo, page, Refcount.weight(pin, 1));
    }
}
