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
        memory.locked(
                CpuTlbFill, page.bus(), hardware -> hardware.getAndSetLong(copy(cpu), hardware.getLong(mm.pte(0))));
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
            long entry = hardware.getLong(mm.pte(0));
            if (!Pte.isWritable(entry)) {
                return 0;
            }
            hardware.setLongRelease(mm.pte(0), Pte.makeDirty(entry));
            hardware.setLongRelease(copy(cpu), Pte.makeDirty(copy));
        }
        hardware.getAndAddInt(page.data(half), 1);
        return 1;
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
            // full: the interrupt that flushes a CPU, and its answer, order everything before and after.
            hardware.getAndSetLong(copy(cpu), Pte.NONE);
        }
        return 1;
    }
}
