package org.pinproof.kernel.mm;

import static org.pinproof.kernel.mm.KernelStep.CpuStore;
import static org.pinproof.kernel.mm.KernelStep.CpuTlbFill;

/**
 * The CPUs' copies of one page-table entry: hardware that a kernel has to reckon with, as state.
 *
 * <p>A copy may be used until it is flushed, whatever became of the entry. A fill, a store and a shootdown are atomic: they
 * run under {@link FilePage#bus}. On real memory the class plays the hardware; the real TLBs are elsewhere.
 */
public final class Tlb {
    private final AddressSpace mm;
    private final FilePage page;
    private final int first;
    private final int cpus;

    /** Lays out one empty copy for each CPU, of the entry of vpn 0. */
    public Tlb(MemoryLayout layout, AddressSpace mm, FilePage page, int cpus) {
        this.mm = mm;
        this.page = page;
        this.cpus = cpus;
        first = layout.size();
        for (int cpu = 0; cpu < cpus; cpu++) {
            layout.longCell("tlb[" + cpu + "]", Pte.NONE);
        }
    }

    /** {@return the long cell of this CPU's copy} */
    public int copy(int cpu) {
        return first + cpu;
    }

    /** The CPU walks the table and keeps what it finds. */
    public void fill(Memory memory, int cpu) {
        // opaque: who changes the entry does so without the bus, and takes the bus for the shootdown that follows. A
        // fill before it is flushed, a fill behind it finds the entry changed.
        memory.locked(
                CpuTlbFill,
                page.bus(),
                hardware -> hardware.getAndSetLong(copy(cpu), hardware.getLongOpaque(mm.pte(0))));
    }

    /**
     * The CPU stores to this half; {@return whether its copy let it: otherwise it would fault}
     *
     * <p>A copy that is not dirty must first become so, and the entry with it, which is looked at again for that. Source:
     * Intel SDM vol. 3, 4.8 (accessed and dirty flags).
     */
    public boolean store(Memory memory, int cpu, int half) {
        return memory.locked(CpuStore, page.bus(), hardware -> storeUnder(hardware, cpu, half)) != 0;
    }

    private long storeUnder(LockedMemory hardware, int cpu, int half) {
        long copy = hardware.getLong(copy(cpu));
        if (!Pte.isWritable(copy)) {
            return 0;
        }
        if (!Pte.isDirty(copy)) {
            if (!setDirty(hardware)) {
                return 0;
            }
            hardware.setLongRelease(copy(cpu), Pte.makeDirty(copy));
        }
        // atomic: the holder of a page stores through the kernel's mapping, without the bus.
        hardware.getAndAddInt(page.data(half), 1);
        return 1;
    }

    /** The walker's locked update of the entry; {@return whether the entry still lets stores through} */
    private boolean setDirty(LockedMemory hardware) {
        int slot = mm.pte(0);
        long entry = hardware.getLongOpaque(slot);
        while (Pte.isWritable(entry)) {
            // full: pairs with the exchange in WbMkcleanClear, ZapClear and RclUnmap, which take no bus. Either they
            // get the dirty bit, or this fails; a plain store would bring back the entry that they have cleared.
            if (hardware.compareAndSetLong(slot, entry, Pte.makeDirty(entry))) {
                return true;
            }
            entry = hardware.getLongOpaque(slot);
        }
        return false;
    }

    /**
     * Drops every CPU's copy: {@code flush_tlb_page}.
     *
     * @param memory inside a section that does not hold the bus
     */
    public void shootDown(LockedMemory memory) {
        memory.locked(page.bus(), this::shootDownUnder);
    }

    /** As {@link #shootDown}, as a step of its own. */
    public void shootDown(Memory memory, Step step) {
        memory.locked(step, page.bus(), this::shootDownUnder);
    }

    private long shootDownUnder(LockedMemory hardware) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            // full, as the interrupt and its answer are. It is the bus that orders here: what was stored through the
            // copy is in memory when this returns, and whoever fills it anew finds the entry as it was changed before.
            hardware.getAndSetLong(copy(cpu), Pte.NONE);
        }
        return 1;
    }
}
