package org.pinproof.kernel;

import java.util.Arrays;
import java.util.function.Function;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollFlag;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.gup.SlowGup;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.FrameTable.Initial;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.KernelStep;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.PageFault;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.ZapPte;
import org.pinproof.kernel.writeback.PageMkclean;

/** A few frames, one address space and the kernel code over them, on memory of the test's choice. */
final class SmallMachine<M extends Memory> {
    static final int PIN = FollFlag.FOLL_WRITE | FollFlag.FOLL_PIN;
    static final int GET = FollFlag.FOLL_WRITE | FollFlag.FOLL_GET;

    final M memory;
    final FrameTable frames;
    final AddressSpace mm;
    final PageAllocator allocator;
    final FastGup fast;
    final SlowGup slow;
    final Gup gup;
    final Release release;
    final PageMkclean mkclean;
    final ZapPte zap;
    final PageFault fault;

    private SmallMachine(Function<MemoryLayout, M> kind, long pmd, long[] ptes, Initial... initial) {
        MemoryLayout layout = new MemoryLayout();
        frames = new FrameTable(layout, initial);
        mm = new AddressSpace(layout, pmd, ptes);
        memory = kind.apply(layout);
        allocator = new PageAllocator(memory, frames);
        fast = new FastGup(memory, frames, mm, allocator);
        slow = new SlowGup(memory, frames, mm);
        gup = new Gup(mm, fast, slow);
        release = new Release(memory, frames, allocator);
        mkclean = new PageMkclean(memory, frames, mm);
        zap = new ZapPte(memory, frames, mm, allocator);
        fault = new PageFault(memory, mm, allocator);
    }

    /** So many pages of their own, mapped by ptes in order, and one free frame after them. */
    static SmallMachine<HardwareMemory> pages(int mapped) {
        return pages(HardwareMemory::new, mapped);
    }

    static <M extends Memory> SmallMachine<M> pages(Function<MemoryLayout, M> kind, int mapped) {
        Initial[] initial = new Initial[mapped + 1];
        long[] ptes = new long[mapped];
        for (int pfn = 0; pfn < mapped; pfn++) {
            initial[pfn] = new Initial(1, pfn, false);
            ptes[pfn] = Pte.page(pfn);
        }
        initial[mapped] = new Initial(0, mapped, true);
        return new SmallMachine<>(kind, Pte.TABLE, ptes, initial);
    }

    /** One mapped page whose count starts here. */
    static SmallMachine<HardwareMemory> pageWithCount(int count) {
        return new SmallMachine<>(
                HardwareMemory::new, Pte.TABLE, new long[] {Pte.page(0)}, new Initial(count, 0, false));
    }

    /** One compound page of this size under a huge pmd. */
    static SmallMachine<HardwareMemory> leaf(int size) {
        return leaf(HardwareMemory::new, size);
    }

    static <M extends Memory> SmallMachine<M> leaf(Function<MemoryLayout, M> kind, int size) {
        return new SmallMachine<>(kind, Pte.leaf(0), new long[size], compound(size, 1));
    }

    /** One compound page of this size, mapped page by page. */
    static SmallMachine<HardwareMemory> tails(int size) {
        long[] ptes = new long[size];
        Arrays.setAll(ptes, Pte::page);
        return new SmallMachine<>(HardwareMemory::new, Pte.TABLE, ptes, compound(size, size));
    }

    private static Initial[] compound(int size, int count) {
        Initial[] initial = new Initial[size];
        Arrays.fill(initial, new Initial(0, 0, false));
        initial[0] = new Initial(count, 0, false);
        return initial;
    }

    int count(int pfn) {
        return memory.getIntVolatile(KernelStep.FastReadCount, frames.refcount(pfn));
    }

    int head(int pfn) {
        return memory.getIntVolatile(KernelStep.FastReadHead, frames.compoundHead(pfn));
    }

    boolean isFree(int pfn) {
        return memory.getIntVolatile(KernelStep.RelFree, frames.free(pfn)) != 0;
    }

    long pte(int vpn) {
        return memory.getLongVolatile(KernelStep.FastReadPte, mm.pte(vpn));
    }

    long pmd() {
        return memory.getLongVolatile(KernelStep.FastReadPmd, mm.pmd());
    }

    void setPte(int vpn, long entry) {
        memory.setLongRelease(KernelStep.FltInstall, mm.pte(vpn), entry);
    }
}
