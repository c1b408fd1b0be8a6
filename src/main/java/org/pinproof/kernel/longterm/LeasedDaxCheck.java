package org.pinproof.kernel.longterm;

import static org.pinproof.kernel.mm.KernelStep.LtCheckDax;

import org.pinproof.kernel.mm.FileLease;
import org.pinproof.kernel.mm.Memory;

/**
 * Who holds a layout lease may pin FS-DAX for long, for as long as nobody wants the blocks: he will be told, and if he keeps his
 * pin, killed. Source: I. Weiny, "RDMA/FS DAX truncate proposal", 2019; never merged.
 */
public final class LeasedDaxCheck extends DaxCheck {
    private final FileLease lease;

    /** Asks this lease. */
    public LeasedDaxCheck(FileLease lease) {
        this.lease = lease;
    }

    @Override
    public boolean isAllowed(Memory memory, boolean dax) {
        if (!dax) {
            return super.isAllowed(memory, false);
        }
        // volatile: pairs with LayoutBreak and stays behind the grab. Either the lease is seen to be wanted back,
        // or the pin is there before truncation looks at the count.
        return memory.getIntVolatile(LtCheckDax, lease.state()) == FileLease.NONE;
    }
}
