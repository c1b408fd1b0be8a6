package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.FltDropMmap;
import static org.pinproof.kernel.mm.KernelStep.SlowFault;

/**
 * {@code handle_mm_fault}: a page, an error, or a wait; to wait, {@code mmap_lock} is dropped first if that is allowed.
 *
 * <p>Left out: copying (a write-protected entry's page is nobody else's), the zero page, the page cache (a page that was read
 * comes in a fresh frame), {@code VM_FAULT_COMPLETED} of 6.0, and {@code userfaultfd_must_wait}: C queues and then looks at the
 * entry again, where here the look and the queue are one section under the page-table lock. Source: {@code mm/memory.c::handle_pte_fault}, {@code
 * do_anonymous_page}; {@code fs/userfaultfd.c::handle_userfault}; {@code mm/filemap.c::__folio_lock_or_retry}. Not final so
 * that a mutant can replace a decision.
 */
public class HandleFault {

    /** How a fault has ended. Source: {@code include/linux/mm_types.h::enum vm_fault_reason}. */
    public enum Outcome {
        /** The entry lets the access through; nothing keeps it from changing again. */
        DONE,
        /** {@code VM_FAULT_RETRY}: it has to be tried again; unless it was not to wait, {@code mmap_lock} is dropped. */
        RETRY,
        /** {@code VM_FAULT_SIGBUS}: a user would have to resolve it, and it may not wait for one. */
        SIGBUS,
        /** {@code VM_FAULT_OOM}. */
        OOM
    }

    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final int SLEEPS = OUTCOMES.length;
    private static final int SLEEPS_LOCKED = SLEEPS + 1;
    /** And which frame, in the bits below. */
    private static final int INSTALLED = 1 << 16;

    private static final int NO_FRAME = -1;

    private final Memory memory;
    private final AddressSpace mm;
    private final VmaTable areas;
    private final FrameTable frames;
    private final PageAllocator allocator;
    private final Sleepers sleepers;
    private final MmapLock lock;

    /** Faults pages of this allocator into this address space. */
    public HandleFault(
            Memory memory,
            AddressSpace mm,
            VmaTable areas,
            FrameTable frames,
            PageAllocator allocator,
            Sleepers sleepers,
            MmapLock lock) {
        this.memory = memory;
        this.mm = mm;
        this.areas = areas;
        this.frames = frames;
        this.allocator = allocator;
        this.sleepers = sleepers;
        this.lock = lock;
    }

    /**
     * Handles a fault; called with {@code mmap_lock} held for reading.
     *
     * @param task whose fault it is
     * @param vma the area, looked up since the lock was taken
     * @param flags of {@link FaultFlag}
     */
    public final Outcome handle(int task, int vma, int vpn, int flags) {
        while (true) {
            int found = (int) memory.locked(SlowFault, mm.ptl(), ptl -> under(ptl, task, vma, vpn, flags));
            if (found < SLEEPS) {
                return OUTCOMES[found];
            }
            if (found >= INSTALLED) {
                return installed(memory, frames.refcount(found - INSTALLED));
            }
            if (found == SLEEPS) {
                dropBeforeSleep(lock);
                if (sleepers.sleep(memory, task, true)) {
                    leaveQueue(memory, task);
                }
                return Outcome.RETRY;
            }
            sleepers.sleep(memory, task, false);
        }
    }

    /** The resolver of the fault may need the lock, behind a writer who waits for it: nobody sleeps with it held. */
    protected void dropBeforeSleep(MmapLock held) {
        held.upRead(FltDropMmap);
    }

    /** Killed, and not woken: nobody else takes the task off the queue, which is on its stack. */
    protected void leaveQueue(Memory memory, int task) {
        sleepers.dequeue(memory, task);
    }

    /** The entry is there, and any walker may have the page: nothing of it is made ready from here on. */
    protected Outcome installed(Memory memory, int refcount) {
        return Outcome.DONE;
    }

    private long under(LockedMemory ptl, int task, int vma, int vpn, int flags) {
        int slot = mm.entry(ptl, vpn);
        long entry = ptl.getLong(slot);
        // opaque: mmap_lock is held for reading.
        int area = ptl.getIntOpaque(areas.flags(vma));
        boolean writable = VmFlag.has(area, VmFlag.VM_WRITE);
        if (Pte.isPresent(entry)) {
            if (writable && FaultFlag.has(flags, FaultFlag.FAULT_FLAG_WRITE) && !Pte.isWritable(entry)) {
                // release: a fast walker may take the entry from here on.
                ptl.setLongRelease(slot, Pte.makeWritable(entry));
            }
            return Outcome.DONE.ordinal();
        }
        if (VmFlag.has(area, VmFlag.VM_UFFD_MISSING)) {
            return userfault(ptl, task, vpn, flags);
        }
        if (VmFlag.has(area, VmFlag.FILE)) {
            int waits = read(ptl, task, vpn, flags);
            if (waits != Outcome.DONE.ordinal()) {
                return waits;
            }
        }
        int pfn = install(ptl, vpn, writable);
        return pfn == NO_FRAME ? Outcome.OOM.ordinal() : INSTALLED + pfn;
    }

    /** On the queue before the lock is let go: whoever resolves the fault from here on wakes it. */
    private int userfault(LockedMemory ptl, int task, int vpn, int flags) {
        if (!FaultFlag.has(flags, FaultFlag.FAULT_FLAG_ALLOW_RETRY)) {
            return Outcome.SIGBUS.ordinal();
        }
        if (FaultFlag.has(flags, FaultFlag.FAULT_FLAG_RETRY_NOWAIT)) {
            return Outcome.RETRY.ordinal();
        }
        sleepers.queueForUser(ptl, task, vpn);
        return SLEEPS;
    }

    /** Done: the page was read. */
    private int read(LockedMemory ptl, int task, int vpn, int flags) {
        boolean retry = FaultFlag.has(flags, FaultFlag.FAULT_FLAG_ALLOW_RETRY);
        if (retry && FaultFlag.has(flags, FaultFlag.FAULT_FLAG_RETRY_NOWAIT)) {
            // opaque: written under the queue's lock; who does not wait may miss the end of the read.
            return (ptl.getIntOpaque(sleepers.reading(vpn)) != 0 ? Outcome.RETRY : Outcome.DONE).ordinal();
        }
        if (!sleepers.queueForRead(ptl, task, vpn)) {
            return Outcome.DONE.ordinal();
        }
        return retry ? SLEEPS : SLEEPS_LOCKED;
    }

    /** Maps the vpn, which nothing maps, to the first free frame; {@return it, or -1 if there is none} */
    final int install(LockedMemory ptl, int vpn, boolean writable) {
        for (int pfn = 0; pfn < frames.size(); pfn++) {
            if (allocator.allocUnder(ptl, pfn) != 0) {
                ptl.setLongRelease(mm.pmd(), Pte.TABLE);
                long entry = Pte.page(pfn);
                // release: a walker that reads the entry must find the page's count and head set up.
                ptl.setLongRelease(mm.pte(vpn), writable ? entry : Pte.writeProtect(entry));
                return pfn;
            }
        }
        return NO_FRAME;
    }
}
