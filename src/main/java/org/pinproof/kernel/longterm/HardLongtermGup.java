package org.pinproof.kernel.longterm;

import org.pinproof.kernel.mm.Memory;

/**
 * 5.13 and later: a page that must move is moved, or the call fails; a device's memory is among them since 6.0. Source: {@code
 * mm/gup.c::check_and_migrate_movable_pages}, d1e153fea2a8 and its successors. Not final so that a mutant can replace one
 * decision.
 */
public class HardLongtermGup extends LongtermGup {

    /** The form of today. */
    public HardLongtermGup(Memory memory, Parts parts) {
        super(memory, parts);
    }

    @Override
    protected boolean isUnpinnable(Placement placement) {
        return placement == Placement.CMA || placement == Placement.MOVABLE || placement == Placement.DEVICE;
    }

    @Override
    protected boolean isElsewhereCounted() {
        return true;
    }

    @Override
    protected boolean isFailureFinal() {
        return true;
    }
}
