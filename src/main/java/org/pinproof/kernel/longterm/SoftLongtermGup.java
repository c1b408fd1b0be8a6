package org.pinproof.kernel.longterm;

import org.pinproof.kernel.mm.Memory;

/**
 * 2019: what lies in CMA is moved if that can be done, and pinned if not. Source: {@code
 * mm/gup.c::check_and_migrate_cma_pages}, 9a4e9f3b2d73.
 */
public final class SoftLongtermGup extends LongtermGup {

    /** The form of 2019. */
    public SoftLongtermGup(Memory memory, Parts parts) {
        super(memory, parts);
    }

    @Override
    protected boolean isUnpinnable(Placement placement) {
        return placement == Placement.CMA;
    }

    @Override
    protected boolean isElsewhereCounted() {
        return false;
    }

    @Override
    protected boolean isFailureFinal() {
        return false;
    }
}
