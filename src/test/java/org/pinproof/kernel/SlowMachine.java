package org.pinproof.kernel;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pinproof.kernel.gup.ApiForm;
import org.pinproof.kernel.gup.FastGup;
import org.pinproof.kernel.gup.FollowPage;
import org.pinproof.kernel.gup.GetUserPages;
import org.pinproof.kernel.gup.GetUserPagesLocked;
import org.pinproof.kernel.gup.GetUserPagesLocked.Era;
import org.pinproof.kernel.gup.Gup;
import org.pinproof.kernel.gup.Release;
import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.FrameTable;
import org.pinproof.kernel.mm.HandleFault;
import org.pinproof.kernel.mm.HardwareMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.MmapRegion;
import org.pinproof.kernel.mm.PageAllocator;
import org.pinproof.kernel.mm.Pte;
import org.pinproof.kernel.mm.Sleepers;
import org.pinproof.kernel.mm.UserFaultHandler;
import org.pinproof.kernel.mm.VmaTable;

/** An address space with areas, on real memory unless it is recorded: each area one page, nothing mapped, unless it is one huge page. */
final class SlowMachine {
    /** A count so high that the next pin is the last. */
    static final int BRIM = Integer.MAX_VALUE - 1023;

    final Memory memory;
    final FrameTable frames;
    final AddressSpace mm;
    final VmaTable areas;
    final Sleepers sleepers;
    final MmapLock lock;
    final HandleFault fault;
    final MmapRegion region;
    final UserFaultHandler handler;
    final Release release;
    private final PageAllocator allocator;
    private final int lockCell;

    private SlowMachine(
            Function<MemoryLayout, Memory> kind,
            int tasks,
            int count,
            boolean huge,
            boolean reading,
            int frames,
            int... flags) {
        MemoryLayout layout = new MemoryLayout();
        int pages = huge ? 2 : flags.length;
        FrameTable.Initial[] initial = new FrameTable.Initial[frames];
        Arrays.setAll(
                initial,
                pfn -> huge && pfn < pages
                        ? new FrameTable.Initial(pfn == 0 ? count : 0, 0, false)
                        : new FrameTable.Initial(0, pfn, true));
        this.frames = new FrameTable(layout, initial);
        mm = new AddressSpace(layout, huge ? Pte.leaf(0) : Pte.TABLE, new long[pages]);
        areas = new VmaTable(
                layout, IntStream.range(0, pages).map(vpn -> huge ? 0 : vpn).toArray(), flags);
        boolean[] reads = new boolean[pages];
        Arrays.fill(reads, reading);
        sleepers = new Sleepers(layout, tasks, reads);
        lockCell = MmapLock.layOut(layout);
        int treeLock = MmapRegion.layOutTreeLock(layout);
        memory = kind.apply(layout);
        lock = new MmapLock(memory, lockCell);
        allocator = new PageAllocator(memory, this.frames);
        fault = new HandleFault(memory, mm, areas, this.frames, allocator, sleepers, lock);
        region = new MmapRegion(memory, mm, areas, this.frames, allocator, lock, treeLock);
        handler = new UserFaultHandler(memory, mm, areas, fault, sleepers, lock);
        release = new Release(memory, this.frames, allocator);
    }

    /** Areas of one page each, with these flags, and a frame more than there are pages. */
    static SlowMachine areas(int... flags) {
        return new SlowMachine(HardwareMemory::new, 3, 0, false, false, flags.length + 1, flags);
    }

    /** The same, and each page has to be read. */
    static SlowMachine unread(int... flags) {
        return new SlowMachine(HardwareMemory::new, 3, 0, false, true, flags.length + 1, flags);
    }

    /** The same, without any frame that is free. */
    static SlowMachine exhausted(int flags) {
        SlowMachine machine = new SlowMachine(HardwareMemory::new, 1, 0, false, false, 1, flags);
        machine.allocator.alloc(0);
        return machine;
    }

    /** One area with a huge page of two, whose head has this count. */
    static SlowMachine huge(int flags, int count) {
        return new SlowMachine(HardwareMemory::new, 1, count, true, false, 2, flags);
    }

    /** As {@link #areas}, and its accesses are written down. */
    static SlowMachine recorded(int... flags) {
        return new SlowMachine(RecordingMemory::new, 1, 0, false, false, flags.length + 1, flags);
    }

    /** As {@link #unread}, and its accesses are written down. */
    static SlowMachine recordedUnread(int... flags) {
        return new SlowMachine(RecordingMemory::new, 1, 0, false, true, flags.length + 1, flags);
    }

    /** As {@link #huge}, and its accesses are written down. */
    static SlowMachine recordedHuge(int flags, int count) {
        return new SlowMachine(RecordingMemory::new, 1, count, true, false, 2, flags);
    }

    /** What was accessed, of a machine that writes it down. */
    RecordingMemory recording() {
        return (RecordingMemory) memory;
    }

    /** The slow path, as this task calls it. */
    GetUserPagesLocked slow(int task, Era era) {
        FollowPage follow = new FollowPage(memory, frames, mm, areas, allocator);
        GetUserPages pages = new GetUserPages(memory, areas, follow, fault, sleepers);
        return new GetUserPagesLocked(memory, task, pages, sleepers, lock, era);
    }

    /** All that takes pages, as this task calls it. */
    Gup gup(int task) {
        return new Gup(
                mm, new FastGup(memory, frames, mm, allocator), slow(task, Era.LINUX_5_7), lock, ApiForm.LINUX_6);
    }

    void setPte(int vpn, long entry) {
        memory.setLongRelease(null, mm.pte(vpn), entry);
    }

    long pte(int vpn) {
        return memory.getLongOpaque(null, mm.pte(vpn));
    }

    int count(int pfn) {
        return memory.getIntOpaque(null, frames.refcount(pfn));
    }

    boolean isFree(int pfn) {
        return memory.getIntOpaque(null, frames.free(pfn)) != 0;
    }

    int lockWord() {
        return memory.getIntOpaque(null, lockCell);
    }

    boolean isAsleep(int task) {
        return Sleepers.isQueued(memory.getIntOpaque(null, sleepers.word(task)));
    }
}
