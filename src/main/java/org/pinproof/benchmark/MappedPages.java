package org.pinproof.benchmark;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.pinproof.kernel.gup.ApiForm;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRead;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Refcount;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.kernel.mm.VmFlag;
import org.pinproof.kernel.mm.VmaTable;

/** One address space with one area, in which every page is present and mapped once, and the kernel code over it. */
public final class MappedPages {
    private final FrameTable frames;
    private final Memory memory;
    private final MmapLock lock;
    private final Gup[] gups;
    private final Release release;

    /** The kernel code to be measured, so that a test can measure another. */
    @FunctionalInterface
    public interface FastWalker {
        /** {@return the fast path over these} */
        FastGup over(Memory memory, FrameTable frames, AddressSpace mm, PageAllocator allocator);
    }

    /** Maps this workload's pages for real threads. */
    public MappedPages(Workload workload) {
        this(workload, FastGup::new, memory -> memory);
    }

    /** @param watched stands between the code and the memory */
    MappedPages(Workload workload, FastWalker walker, UnaryOperator<Memory> watched) {
        boolean huge = workload.mapping() == Mapping.LEAVES;
        int size = AddressSpace.PAGES_PER_PMD;
        int pmds = (workload.pages() * workload.threads() + size - 1) / size;
        MemoryLayout layout = new MemoryLayout();
        FrameTable.Initial[] initial = new FrameTable.Initial[pmds * size];
        long[] ptes = new long[initial.length];
        for (int pfn = 0; pfn < initial.length; pfn++) {
            int head = huge ? pfn / size * size : pfn;
            initial[pfn] = new FrameTable.Initial(pfn == head ? 1 : 0, head, false);
            ptes[pfn] = huge ? Pte.NONE : Pte.page(pfn);
        }
        long[] entries = new long[pmds];
        Arrays.setAll(entries, i -> huge ? Pte.leaf(i * size) : Pte.TABLE);
        frames = new FrameTable(layout, initial);
        AddressSpace mm = new AddressSpace(layout, entries, ptes);
        VmaTable areas = new VmaTable(layout, new int[initial.length], VmFlag.ANONYMOUS);
        Sleepers sleepers = new Sleepers(layout, workload.threads(), new boolean[initial.length]);
        int lockCell = MmapLock.layOut(layout);
        memory = watched.apply(new HardwareMemory(layout));
        lock = new MmapLock(memory, lockCell);
        PageAllocator allocator = new PageAllocator(memory, frames);
        FastGup fast = walker.over(memory, frames, mm, allocator);
        HandleFault fault = new HandleFault(memory, mm, areas, frames, allocator, sleepers, lock);
        FollowPage follow = new FollowPage(memory, frames, mm, areas, allocator);
        GetUserPages pages = new GetUserPages(memory, areas, follow, fault, sleepers);
        gups = new Gup[workload.threads()];
        // The rules that the commands were written under: a plain reference could be a long-term one.
        Arrays.setAll(
                gups,
                task -> new Gup(
                        mm,
                        fast,
                        new GetUserPagesLocked(memory, task, pages, sleepers, lock, GetUserPagesLocked.Era.LINUX_5_7),
                        lock,
                        ApiForm.OCTOBER_2019));
        release = new Release(memory, frames, allocator);
    }

    Gup gup(int thread) {
        return gups[thread];
    }

    /** {@return {@code mmap_lock}, for the commands whose caller holds it} */
    MmapRead lock() {
        return lock;
    }

    void release(int page, boolean pin) {
        if (pin) {
            release.unpinUserPage(page);
        } else {
            release.putPage(page);
        }
    }

    int head(int page) {
        return memory.getIntVolatile(KernelStep.RelReadHead, frames.compoundHead(page));
    }

    int count(int head) {
        return memory.getIntVolatile(KernelStep.FastReadCount, frames.refcount(head));
    }

    /** {@return whether {@code page_dma_pinned} says so} */
    boolean isDmaPinned(int page) {
        return Refcount.isDmaPinned(count(head(page)));
    }

    static int flags(Workload workload) {
        return workload.write() ? FollFlag.FOLL_WRITE : 0;
    }
}
