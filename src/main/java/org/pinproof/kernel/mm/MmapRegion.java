package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.MmapInstall;
import static org.pinproof.kernel.mm.KernelStep.MunmapDetach;
import static org.pinproof.kernel.mm.KernelStep.VmaFree;
import static org.pinproof.kernel.mm.KernelStep.ZapClear;
import static org.pinproof.kernel.mm.KernelStep.ZapPut;

/**
 * {@code munmap} of an area and {@code mmap} of a page: the writers of {@code mmap_lock}.
 *
 * <p>An area is one page, or has one huge page. Left out: the reverse map and TLBs. Each of the areas' changes is one step
 * although it may be several stores: nobody reads them while the lock is held for writing. Source: {@code
 * mm/mmap.c::__vm_munmap}, {@code mmap_region}. Not final so that a mutant can replace one decision.
 */
public class MmapRegion {
    private final Memory memory;
    private final AddressSpace mm;
    private final VmaTable areas;
    private final FrameTable frames;
    private final PageAllocator allocator;
    private final MmapLock lock;
    // stands for the lock that is held for writing, where a change is several stores
    private final int treeLock;

    /** Changes this address space. */
    public MmapRegion(
            Memory memory,
            AddressSpace mm,
            VmaTable areas,
            FrameTable frames,
            PageAllocator allocator,
            MmapLock lock,
            int treeLock) {
        this.memory = memory;
        this.mm = mm;
        this.areas = areas;
        this.frames = frames;
        this.allocator = allocator;
        this.lock = lock;
        this.treeLock = treeLock;
    }

    /** Lays out the lock of the tree of areas; {@return its cell} */
    public static int layOutTreeLock(MemoryLayout layout) {
        return layout.intCell("tree_lock", 0);
    }

    /** Unmaps the area that this page is in, if it is in one. */
    public final void munmap(int vpn) {
        lock.downWrite();
        int vma = (int) memory.locked(MunmapDetach, treeLock, tree -> detach(tree, vpn));
        if (vma != VmaTable.NONE) {
            zap(vpn);
            // release: pairs with nothing; whoever looks holds mmap_lock, which orders it.
            memory.setIntRelease(VmaFree, areas.flags(vma), 0);
        }
        lock.upWrite();
    }

    private long detach(LockedMemory tree, int vpn) {
        int vma = tree.getInt(areas.area(vpn));
        for (int page = 0; vma != VmaTable.NONE && page < areas.pages(); page++) {
            if (tree.getInt(areas.area(page)) == vma) {
                tree.setInt(areas.area(page), VmaTable.NONE);
            }
        }
        return vma;
    }

    /** Source: {@code mm/memory.c::zap_pte_range}. */
    private void zap(int vpn) {
        // full: pairs with the grab of a fast walker, as in ZapPte.
        long old = memory.locked(ZapClear, mm.ptl(), ptl -> ptl.getAndSetLong(mm.entry(ptl, vpn), Pte.NONE));
        if (old == Pte.NONE) {
            return;
        }
        // an entry's page is its head: a huge page is mapped as a whole here
        int head = Pte.pfn(old);
        // full: everything done through the mapping happens before the page is freed by whoever drops it last.
        if (isLast(memory.getAndAddInt(ZapPut, frames.refcount(head), -1))) {
            allocator.free(head);
        }
    }

    /** Whether a reference is the last of so many. */
    protected boolean isLast(int references) {
        return references == 1;
    }

    /** Maps this page anew, if it is in no area and there is an object to describe one. */
    public final void mmap(int vpn, int flags) {
        lock.downWrite();
        memory.locked(MmapInstall, treeLock, tree -> install(tree, vpn, flags));
        lock.upWrite();
    }

    private long install(LockedMemory tree, int vpn, int flags) {
        for (int vma = 0; tree.getInt(areas.area(vpn)) == VmaTable.NONE && vma < areas.objects(); vma++) {
            if (tree.getInt(areas.flags(vma)) == 0) {
                tree.setInt(areas.flags(vma), flags);
                tree.setInt(areas.area(vpn), vma);
            }
        }
        return 0;
    }
}
