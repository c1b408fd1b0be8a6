package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.CowCheckReuse;
import static org.pinproof.kernel.mm.KernelStep.CowCopy;
import static org.pinproof.kernel.mm.KernelStep.CowInstall;
import static org.pinproof.kernel.mm.KernelStep.CowPut;
import static org.pinproof.kernel.mm.KernelStep.CowPutNew;
import static org.pinproof.kernel.mm.KernelStep.FltInstall;
import static org.pinproof.kernel.mm.KernelStep.FltReadPte;
import static org.pinproof.kernel.mm.KernelStep.FltSwapIn;

import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/**
 * {@code handle_mm_fault} of a private mapping: the page behind it, a page from swap, or a page of one's own, copied unless
 * nobody else can have it.
 *
 * <p>Called with {@code mmap_lock} held for reading; what it gives may be gone again when it returns. Left out: the page lock,
 * under which a page in the swap cache is looked at. Source: {@code mm/memory.c::handle_pte_fault}, {@code do_wp_page}, {@code
 * wp_page_copy}, {@code do_swap_page}. Not final so that a mutant can replace one decision.
 */
public class AnonFault {

    /** What a fault is for. */
    public enum Want {
        /** To store. */
        WRITE,
        /** To read for long: a page that will stay when somebody stores. {@code FAULT_FLAG_UNSHARE}. */
        UNSHARE,
        /** To read. */
        READ
    }

    /** In what {@link KernelStep#CowCheckReuse} returns with the entry: the page is to be copied. */
    public static final long COPY = 1L << 62;

    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonPages pages;
    private final AnonAllocator allocator;
    private final Release release;

    /** Faults pages of this allocator into this mapping. */
    public AnonFault(Memory memory, PrivateMapping mapping, AnonAllocator allocator, Release release) {
        this.memory = memory;
        this.mapping = mapping;
        this.pages = mapping.pages();
        this.allocator = allocator;
        this.release = release;
    }

    /** Handles a fault; {@return whether the entry has got a copy} */
    public final boolean handle(MmStruct mm, int vpn, Want want) {
        // READ_ONCE: what follows looks again under the lock.
        long entry = memory.getLongOpaque(FltReadPte, mm.pte(vpn));
        if (Pte.isSwap(entry)) {
            memory.locked(FltSwapIn, mm.ptl(), ptl -> swapIn(ptl, mm, vpn, want));
            return false;
        }
        if (want == Want.READ) {
            if (entry == Pte.NONE) {
                memory.locked(FltInstall, mm.ptl(), ptl -> install(ptl, mm, vpn));
            }
            return false;
        }
        return !Pte.isWritable(entry) && ownPage(mm, vpn, want);
    }

    /** Nothing is mapped and reading will do: the page behind. Source: {@code mm/memory.c::do_read_fault}. */
    private long install(LockedMemory ptl, MmStruct mm, int vpn) {
        if (ptl.getLong(mm.pte(vpn)) != Pte.NONE) {
            return 0;
        }
        mapBehind(ptl, mapping, mm, vpn, false);
        return 1;
    }

    static void mapBehind(LockedMemory ptl, PrivateMapping mapping, MmStruct mm, int vpn, boolean dirty) {
        long entry = Pte.writeProtect(Pte.page(AnonPages.BEHIND));
        mapping.pages().addReferences(ptl, AnonPages.BEHIND, 1);
        mapping.pages().addMappings(ptl, AnonPages.BEHIND, 1);
        // release: a walker that reads the entry finds the page's count as high as it is.
        ptl.setLongRelease(mm.pte(vpn), dirty ? Pte.makeDirty(entry) : entry);
    }

    /** The page is mapped again, as exclusive as its entry remembers; the last user takes it out of the swap cache. */
    private long swapIn(LockedMemory ptl, MmStruct mm, int vpn, Want want) {
        long entry = ptl.getLong(mm.pte(vpn));
        if (!Pte.isSwap(entry)) {
            return 0;
        }
        int page = Pte.pfn(entry);
        boolean writable = want == Want.WRITE && Pte.isSwapExclusive(entry) && mapping.writable();
        if (Pte.isSwapExclusive(entry)) {
            pages.setExclusive(ptl, page, true);
        }
        pages.addMappings(ptl, page, 1);
        pages.addReferences(ptl, page, pages.dropSwapUser(ptl, page) ? 0 : 1);
        // release: a walker that reads the entry finds the page's mark and count as they are.
        ptl.setLongRelease(mm.pte(vpn), writable ? Pte.makeDirty(Pte.page(page)) : Pte.writeProtect(Pte.page(page)));
        return 1;
    }

    /** A page of one's own: the one that is mapped if that will do, or a copy. */
    private boolean ownPage(MmStruct mm, int vpn, Want want) {
        long found = memory.locked(CowCheckReuse, mm.ptl(), ptl -> checkReuse(ptl, mm, vpn, want));
        if (found == 0) {
            return false;
        }
        long entry = found & ~COPY;
        int old = Pte.pfn(entry);
        int copy = allocator.copy(CowCopy, old, vpn);
        boolean installed =
                memory.locked(CowInstall, mm.ptl(), ptl -> installCopy(ptl, mm, vpn, entry, copy, want)) != 0;
        if (!installed) {
            release.drop(CowPutNew, copy, 1);
        }
        // The fault's own reference; and the entry's, which is gone.
        put(old, copierReferences() + (installed && entry != Pte.NONE ? 1 : 0));
        return installed;
    }

    /** Drops references to the page that was copied. */
    protected void put(int old, int references) {
        release.drop(CowPut, old, references);
    }

    /** How many references keep a page while it is copied. */
    protected int copierReferences() {
        return 1;
    }

    private long checkReuse(LockedMemory ptl, MmStruct mm, int vpn, Want want) {
        long entry = ptl.getLong(mm.pte(vpn));
        if (Pte.isSwap(entry) || Pte.isWritable(entry)) {
            return 0;
        }
        int page = Pte.pfn(entry);
        if (entry != Pte.NONE && AnonPages.isAnon(page) && isReusable(ptl, page)) {
            pages.setExclusive(ptl, page, true);
            if (want == Want.WRITE) {
                long dirty = Pte.makeDirty(entry);
                // release: pairs with FastReadPte; the mark is there before the entry lets stores through.
                ptl.setLongRelease(mm.pte(vpn), mapping.writable() ? Pte.makeWritable(dirty) : dirty);
            }
            return 0;
        }
        // full: the page stays what it is while it is copied, whoever unmaps it.
        pages.addReferences(ptl, page, copierReferences());
        return entry | COPY;
    }

    /** Whether nobody but this entry can have the page, or will look at it again. */
    protected boolean isReusable(LockedMemory ptl, int page) {
        // volatile: behind the lock; a walk that has read this entry adds to the count, and then finds it writable.
        return mapping.reuse() == PrivateMapping.ReuseRule.EXCLUSIVE && pages.isExclusive(ptl, page)
                || ptl.getIntVolatile(mapping.refcount(page)) == 1;
    }

    /** {@code pte_same}, or the copy was for nothing; {@return whether it was not} */
    private long installCopy(LockedMemory ptl, MmStruct mm, int vpn, long entry, int copy, Want want) {
        if (ptl.getLong(mm.pte(vpn)) != entry) {
            return 0;
        }
        if (entry != Pte.NONE) {
            pages.addMappings(ptl, Pte.pfn(entry), -1);
        }
        pages.addMappings(ptl, copy, 1);
        pages.setExclusive(ptl, copy, true);
        long mapped = want == Want.WRITE ? Pte.makeDirty(Pte.page(copy)) : Pte.page(copy);
        boolean writable = want == Want.WRITE && mapping.writable();
        // full: pairs with FastGrab. A walk that has read the old entry has its reference in the old page's count, and
        // finds the entry changed. The copy is there before the entry is.
        ptl.getAndSetLong(mm.pte(vpn), writable ? mapped : Pte.writeProtect(mapped));
        return 1;
    }
}
