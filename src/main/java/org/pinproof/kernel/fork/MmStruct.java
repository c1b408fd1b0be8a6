package org.pinproof.kernel.fork;

import org.pinproof.kernel.mm.AddressSpace;
import org.pinproof.kernel.mm.MemoryLayout;
import org.pinproof.kernel.mm.MmapLock;
import org.pinproof.kernel.mm.Pte;

/**
 * {@code mm_struct}, as far as pins and forks know it.
 *
 * @param table its entries, and their lock
 * @param mmapLock the cell of {@code mmap_lock}
 * @param writeProtectSeq the int cell of {@code write_protect_seq}: odd while a fork write-protects entries (57efa1fe5957)
 * @param hasPinned the int cell of {@code MMF_HAS_PINNED}: set before the first pin is tried, and never cleared
 * @param number 0 of the parent, 1 of the child
 * @param shown the int cell of the version that vpn 0 must show; the others follow. No kernel has it, and the code does not read
 *     it: that is for whoever judges to know
 */
public record MmStruct(AddressSpace table, int mmapLock, int writeProtectSeq, int hasPinned, int number, int shown) {

    /** Lays out an address space with these entries that has pinned nothing. */
    static MmStruct layOut(MemoryLayout layout, int number, long... ptes) {
        String whose = number == 0 ? "parent." : "child.";
        AddressSpace table = new AddressSpace(whose, layout, Pte.TABLE, ptes);
        int mmapLock = MmapLock.layOut(layout, whose + "mmap_lock");
        int seq = layout.intCell(whose + "write_protect_seq", 0);
        int hasPinned = layout.intCell(whose + "has_pinned", 0);
        int shown = layout.size();
        for (int vpn = 0; vpn < ptes.length; vpn++) {
            layout.intCell(whose + "shown[" + vpn + "]", 0);
        }
        return new MmStruct(table, mmapLock, seq, hasPinned, number, shown);
    }

    /** {@return the long cell of the entry of this vpn} */
    public int pte(int vpn) {
        return table.pte(vpn);
    }

    /** {@return the lock cell of the page-table lock} */
    public int ptl() {
        return table.ptl();
    }

    /** {@return the int cell of the version that this vpn must show} */
    public int shown(int vpn) {
        return shown + vpn;
    }
}
