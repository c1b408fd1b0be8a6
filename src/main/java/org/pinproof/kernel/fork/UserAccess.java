package org.pinproof.kernel.fork;

import static org.pinproof.kernel.mm.KernelStep.CpuStore;
import static org.pinproof.kernel.mm.KernelStep.FltDropMmap;
import static org.pinproof.kernel.mm.KernelStep.FltTakeMmap;

import org.pinproof.kernel.fork.AnonFault.Want;
import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;

/** What user code does to its memory by itself: it stores, and faults until it can. Source: {@code arch/x86/mm/fault.c::do_user_addr_fault}. */
public final class UserAccess {
    private final Memory memory;
    private final PrivateMapping mapping;
    private final AnonFault fault;

    /** Stores to this mapping. */
    public UserAccess(Memory memory, PrivateMapping mapping, AnonFault fault) {
        this.memory = memory;
        this.mapping = mapping;
        this.fault = fault;
    }

    /** Stores once. */
    public void store(MmStruct mm, int vpn) {
        MmapLock lock = new MmapLock(memory, mm.mmapLock());
        while (memory.locked(CpuStore, mapping.pages().bus(), hardware -> storeUnder(hardware, mm, vpn)) == 0) {
            lock.downRead(FltTakeMmap);
            fault.handle(mm, vpn, Want.WRITE);
            lock.upRead(FltDropMmap);
        }
    }

    /** A walk of the page table and the store, as if there were no TLB: whoever changes an entry flushes before it lets go of it. */
    private long storeUnder(LockedMemory hardware, MmStruct mm, int vpn) {
        // opaque: hardware has no page-table lock. Pairs with the flush of whoever changes the entry, for which the bus
        // stands;
        // a plain load could stay what it was for ever, and the fault that has been served would come again.
        long entry = hardware.getLongOpaque(mm.pte(vpn));
        if (!Pte.isPresent(entry) || !Pte.isWritable(entry)) {
            return 0;
        }
        // atomic: a device stores to the page as well, and another address space's CPU may.
        hardware.getAndAddInt(mapping.pages().data(Pte.pfn(entry)), 1);
        hardware.getAndAddInt(mm.shown(vpn), 1);
        return 1;
    }
}
