package org.pinproof.kernel.thp;

import static org.pinproof.kernel.mm.KernelStep.TableReuse;

import org.pinproof.kernel.mm.LockedMemory;
import org.pinproof.kernel.mm.Memory;
import org.pinproof.kernel.mm.Pte;

/** Another mm, which gets the page of a table that was freed, or keeps one that it shared, and maps a page of its own there. */
public final class ForeignTable {
    private final Memory memory;
    private final HugeRange range;

    /** The other mm of this range. */
    public ForeignTable(Memory memory, HugeRange range) {
        this.memory = memory;
        this.range = range;
    }

    /** Maps the stranger's page wherever nothing is mapped, if the table is to be had. */
    public void use() {
        memory.locked(TableReuse, range.tableLock(), this::use);
    }

    private long use(LockedMemory table) {
        int owner = table.getInt(range.owner());
        if (owner != HugeRange.Owner.FREE.ordinal() && owner != HugeRange.Owner.FOREIGN.ordinal()) {
            return 0;
        }
        int used = 0;
        for (int vpn = 0; vpn < range.mm().pages(); vpn++) {
            if (table.getLong(range.mm().pte(vpn)) == Pte.NONE) {
                // The reference first: from the entry on, whoever walks here may grab.
                table.getAndAddInt(range.frames().refcount(range.stranger()), 1);
                table.setLongRelease(range.mm().pte(vpn), Pte.page(range.stranger()));
                used++;
            }
        }
        if (used > 0) {
            table.setInt(range.owner(), HugeRange.Owner.FOREIGN.ordinal());
        }
        return used;
    }
}
